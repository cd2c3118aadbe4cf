# The environment in a China region: another partition, a domain of its own with a certificate in IAM, CNY.

mock_provider "aws" {
  source = "./tests/mocks"

  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-cn", dns_suffix = "amazonaws.com.cn" }
  }
  override_data {
    target = module.cdn.data.aws_partition.current
    values = { partition = "aws-cn", dns_suffix = "amazonaws.com.cn" }
  }
  override_data {
    target = module.key.data.aws_partition.current
    values = { partition = "aws-cn", dns_suffix = "amazonaws.com.cn" }
  }
}

variables {
  region    = "cn-northwest-1"
  edge_keys = ["0123456789abcdef0123456789abcdef"]
  artefacts = "../../../target/infra/artefacts"
  domain    = { name = "dangyuan.example.cn", iam_certificate = "ASCAEXAMPLE" }
  budget    = { amount = 2000, currency = "CNY" }
}

run "everything_fits_together" {
  assert {
    condition     = output.address == "https://dangyuan.example.cn"
    error_message = "The address is the environment's own domain."
  }
}

run "the_cdn_reads_the_bucket_as_it_can_there" {
  module {
    source = "../../modules/cdn"
  }

  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-cn", dns_suffix = "amazonaws.com.cn" }
  }

  variables {
    name        = "e-home"
    site        = { name = "site", arn = "arn:aws-cn:s3:::site", domain = "site.s3.cn-northwest-1.amazonaws.com.cn", policy = "{}" }
    api_domain  = "api.example.cn"
    edge_key    = "0123456789abcdef0123456789abcdef"
    headers     = jsondecode(file("../../headers.json"))
    files       = "https://files.s3.cn-northwest-1.amazonaws.com.cn"
    price_class = "PriceClass_All"
    web_acl     = null
    logs_domain = "logs.s3.amazonaws.com.cn"
  }

  assert {
    condition     = length(aws_cloudfront_origin_access_control.site) == 0 && length(aws_cloudfront_origin_access_identity.site) == 1
    error_message = "The China regions have no origin access control."
  }

  assert {
    condition     = one(one(aws_cloudfront_response_headers_policy.all["site"].security_headers_config).content_security_policy).content_security_policy == replace(join("; ", var.headers.content_security_policy), "{files}", "https://files.s3.cn-northwest-1.amazonaws.com.cn")
    error_message = "Pages may send photos to the environment's own bucket."
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this.viewer_certificate).iam_certificate_id == "ASCAEXAMPLE"
    error_message = "The certificate comes from IAM."
  }
}

run "without_a_domain_there_is_no_address" {
  command = plan

  module {
    source = "../../modules/cdn"
  }

  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-cn", dns_suffix = "amazonaws.com.cn" }
  }

  variables {
    name        = "e-home"
    site        = { name = "site", arn = "arn:aws-cn:s3:::site", domain = "site.s3.cn-northwest-1.amazonaws.com.cn", policy = "{}" }
    api_domain  = "api.example.cn"
    edge_key    = "0123456789abcdef0123456789abcdef"
    headers     = jsondecode(file("../../headers.json"))
    files       = "https://files.s3.cn-northwest-1.amazonaws.com.cn"
    domain      = null
    price_class = "PriceClass_All"
    web_acl     = null
    logs_domain = "logs.s3.amazonaws.com.cn"
  }

  expect_failures = [aws_cloudfront_distribution.this]
}
