variable "name" {
  description = "What the buckets' names begin with. The account's number follows: names of buckets are unique in the world."
  type        = string
}

variable "account" {
  description = "The account's number."
  type        = string
}

variable "key" {
  description = "The KMS key of buckets that hold personal data."
  type        = string
}

variable "log_days" {
  description = "Days that access logs are kept."
  type        = number

  validation {
    condition     = var.log_days >= 180
    error_message = "Logs are kept for half a year at least (Cybersecurity Law, article 21)."
  }
}

variable "force_destroy" {
  description = "Whether the buckets may be deleted with what is in them; for environments that come and go."
  type        = bool
}
