variable "name" {
  description = "What the names of policies and functions begin with."
  type        = string
}

variable "stage" {
  description = "The name of the environment."
  type        = string
}

variable "site" {
  description = "The site's bucket, and the part of its policy that is settled already."
  type = object({
    name   = string
    arn    = string
    domain = string
    policy = string
  })
}

variable "api_domain" {
  description = "The host of the HTTP API."
  type        = string
}

variable "edge_key" {
  description = "What the CDN shows the functions to prove that a call came through it."
  type        = string
  sensitive   = true
}

variable "headers" {
  description = "What `infra/headers.json` says."
  type = object({
    content_security_policy = list(string)
    security                = map(string)
    caching = object({
      assets = string
      pages  = string
      files  = string
      api    = string
    })
  })
}

variable "files" {
  description = "The origin of photos, for the content security policy: it stands in `infra/headers.json` as {files}."
  type        = string
}

variable "domain" {
  description = "The product's own domain and its certificate: from ACM (in us-east-1) or, in the China regions, from IAM. Null takes CloudFront's own address."
  type = object({
    name            = string
    acm_certificate = optional(string)
    iam_certificate = optional(string)
  })

  validation {
    condition     = var.domain == null || length(compact([try(var.domain.acm_certificate, null), try(var.domain.iam_certificate, null)])) == 1
    error_message = "A domain has one certificate, from ACM or from IAM."
  }
}

variable "price_class" {
  description = "Which of CloudFront's edges are used."
  type        = string
}

variable "web_acl" {
  description = "A web ACL to put before everything; null for none."
  type        = string
}

variable "logs_domain" {
  description = "Where access logs are delivered."
  type        = string
}
