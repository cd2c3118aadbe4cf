# What runs at the CDN before anything else. Each file is tested with the table of `infra/addresses.json`, by which
# the local edge is tested, too.

resource "aws_cloudfront_function" "site" {
  name    = "${var.name}-site"
  comment = "Which file answers an address, compressed or not"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/site.js")
}

resource "aws_cloudfront_function" "api" {
  name    = "${var.name}-api"
  comment = "Names the caller"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/api.js")
}
