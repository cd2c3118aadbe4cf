variable "region" {
  description = "The region, such as `cn-northwest-1`. The partition follows from it."
  type        = string
}

variable "stage" {
  description = "The name of the environment, as logs and the functions say it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]+$", var.stage)) && !contains(["local", "test"], var.stage)
    error_message = "Small letters, digits and hyphens; `local` and `test` are one machine's."
  }
}

variable "disposable" {
  description = "Whether the environment may be destroyed with everything in it. Never for one that people use."
  type        = bool
  default     = false
}

variable "artefacts" {
  description = "Where `scripts/build` has put `<architecture>/<function>.zip`."
  type        = string
  default     = "../../../target/artefacts"
}

variable "architecture" {
  description = "The processor of the functions: `arm64` where the region has it, otherwise `x86_64`."
  type        = string
  default     = "x86_64"
}

variable "functions" {
  description = "By function: memory in MB, seconds a call may take, calls at once (-1: what the account allows), and the milliseconds that 99 of 100 calls stay below."
  type = map(object({
    memory      = number
    timeout     = optional(number, 29)
    concurrency = number
    slow_ms     = number
  }))
}

variable "root" {
  description = "Id of the root of the tree of organisations, as the import made it."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-z-]{1,40}$", var.root))
    error_message = "An id: 1 to 40 characters of 0-9, a-z and -."
  }
}

variable "sms_provider" {
  description = "The SMS service that codes are sent by."
  type        = string

  validation {
    condition     = contains(["aliyun", "tencent"], var.sms_provider)
    error_message = "`aliyun` or `tencent`."
  }
}

variable "initial_password" {
  description = "The password that members have before their first sign-in. It opens nothing but the page that replaces it."
  type        = string
  default     = "111111"
}

variable "edge_keys" {
  description = "What the CDN shows the functions: the first is shown, all are taken. See infra/README.md for how they are rotated. Given by TF_VAR_edge_keys, never by a file."
  type        = list(string)
  sensitive   = true

  validation {
    condition     = length(var.edge_keys) > 0 && alltrue([for key in var.edge_keys : length(key) >= 32])
    error_message = "At least one key of 32 random characters or more (`openssl rand -hex 32`)."
  }
}

variable "domain" {
  description = "The product's own domain and its certificate; null for CloudFront's address, which the China regions do not have."
  type = object({
    name            = string
    acm_certificate = optional(string)
    iam_certificate = optional(string)
  })
  default = null
}

variable "price_class" {
  description = "Which of CloudFront's edges are used."
  type        = string
  default     = "PriceClass_All"
}

variable "web_acl" {
  description = "A web ACL to put before the CDN; null for none."
  type        = string
  default     = null
}

variable "throttle" {
  description = "Calls a second that the API takes for long, and at once."
  type = object({
    rate  = number
    burst = number
  })
}

variable "log_days" {
  description = "Days that logs are kept; one of the numbers CloudWatch knows."
  type        = number
  default     = 365

  validation {
    condition     = contains([180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_days)
    error_message = "Half a year at least (Cybersecurity Law, article 21), and a number that CloudWatch knows: 180, 365, 400 …"
  }
}

variable "mails" {
  description = "Who is told of alarms by mail."
  type        = set(string)
}

variable "budget" {
  description = "What a month may cost, in the currency of the account's bill."
  type = object({
    amount   = number
    currency = string
  })
}
