# The headers of every reply, as `infra/headers.json` defines them; the local edge reads the same file.

locals {
  security = var.headers.security
  transport = regex("^max-age=(?P<age>[0-9]+)(?P<subdomains>; includeSubDomains)?$",
  local.security["strict-transport-security"])

  # CloudFront has settings of its own for these and refuses them as plain headers.
  settings = ["strict-transport-security", "x-content-type-options", "x-frame-options", "referrer-policy"]
  plain    = { for name, value in local.security : name => value if !contains(local.settings, name) }

  # Which bucket photos lie in, the environment decides.
  policy = replace(join("; ", var.headers.content_security_policy), "{files}", var.files)

  # Where the origin says nothing of caching, such as for a file that is missing.
  unsaid = {
    site = var.headers.caching.pages
    api  = var.headers.caching.api
  }
}

resource "aws_cloudfront_response_headers_policy" "all" {
  #checkov:skip=CKV_AWS_259:Everything but `preload`, which is asked for by hand for a whole domain and can hardly be taken back.
  for_each = local.unsaid

  name    = "${var.name}-${each.key}"
  comment = "Security headers, and caching where the origin says nothing"

  security_headers_config {
    content_security_policy {
      content_security_policy = local.policy
      override                = true
    }
    content_type_options {
      override = true
    }
    frame_options {
      frame_option = local.security["x-frame-options"]
      override     = true
    }
    referrer_policy {
      referrer_policy = local.security["referrer-policy"]
      override        = true
    }
    strict_transport_security {
      access_control_max_age_sec = tonumber(local.transport.age)
      include_subdomains         = local.transport.subdomains != null
      override                   = true
    }
  }

  # What serves the files is nobody's business.
  remove_headers_config {
    items {
      header = "server"
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = local.plain
      content {
        header   = items.key
        value    = items.value
        override = true
      }
    }
    items {
      header   = "cache-control"
      value    = each.value
      override = false
    }
  }
}
