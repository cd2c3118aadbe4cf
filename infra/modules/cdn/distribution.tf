# The one address of the product: the site from its bucket, `/api/` from the HTTP API.

resource "aws_cloudfront_distribution" "this" {
  #checkov:skip=CKV_AWS_68:A web ACL is a choice of the environment (`web_acl`): sign-in has limits of its own, and the API is throttled.
  #checkov:skip=CKV2_AWS_47:As above; no part of the product is written in Java.
  #checkov:skip=CKV_AWS_310:Both origins are regional services; the second bucket would fail with the first.
  #checkov:skip=CKV_AWS_374:Members travel.
  #checkov:skip=CKV_AWS_174:The minimum is TLS 1.2 wherever the certificate is ours; CloudFront's own names no minimum.
  #checkov:skip=CKV2_AWS_42:As above.
  enabled         = true
  comment         = "${var.name}: ${var.stage}"
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = var.price_class
  aliases         = var.domain == null ? [] : [var.domain.name]
  web_acl_id      = var.web_acl

  # The page itself; every other address is read by the function below.
  default_root_object = "index.html"

  origin {
    origin_id                = "site"
    domain_name              = var.site.domain
    origin_access_control_id = one(aws_cloudfront_origin_access_control.site[*].id)

    dynamic "s3_origin_config" {
      for_each = aws_cloudfront_origin_access_identity.site
      content {
        origin_access_identity = s3_origin_config.value.cloudfront_access_identity_path
      }
    }
  }

  origin {
    origin_id   = "api"
    domain_name = var.api_domain

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }

    # By this the functions know that a call came this way, and that `x-viewer-address` is true.
    custom_header {
      name  = "x-edge-key"
      value = var.edge_key
    }
  }

  default_cache_behavior {
    target_origin_id           = "site"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = aws_cloudfront_cache_policy.site.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.all["site"].id
    # The files lie there compressed as small as Brotli can; see site.js.
    compress = false

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.site.arn
    }
  }

  # The document is a file of the site, at an address of the API.
  ordered_cache_behavior {
    path_pattern               = "/api/openapi.json"
    target_origin_id           = "site"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = aws_cloudfront_cache_policy.site.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.all["site"].id
    compress                   = false

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.site.arn
    }
  }

  ordered_cache_behavior {
    path_pattern               = "/api/*"
    target_origin_id           = "api"
    viewer_protocol_policy     = "https-only"
    allowed_methods            = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = aws_cloudfront_cache_policy.api.id
    origin_request_policy_id   = aws_cloudfront_origin_request_policy.api.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.all["api"].id
    compress                   = false

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.api.arn
    }
  }

  # A file that is missing now may be there after the next deployment.
  custom_error_response {
    error_code            = 404
    error_caching_min_ttl = 0
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = try(var.domain.acm_certificate, null)
    iam_certificate_id             = try(var.domain.iam_certificate, null)
    ssl_support_method             = var.domain == null ? null : "sni-only"
    minimum_protocol_version       = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }

  logging_config {
    bucket          = var.logs_domain
    prefix          = "cdn/"
    include_cookies = false
  }

  lifecycle {
    precondition {
      condition     = var.domain != null || data.aws_partition.current.partition != "aws-cn"
      error_message = "In the China regions CloudFront serves no address of its own: a domain with an ICP filing and a certificate in IAM is needed."
    }
  }
}
