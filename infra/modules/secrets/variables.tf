variable "name" {
  description = "What all secrets' names begin with."
  type        = string
}

variable "secrets" {
  description = "Secrets by name, each with what it holds."
  type        = map(string)
}

variable "key" {
  description = "The KMS key that encrypts them."
  type        = string
}

variable "recovery_days" {
  description = "Days in which a deleted secret can be had back."
  type        = number

  validation {
    condition     = var.recovery_days >= 7 && var.recovery_days <= 30
    error_message = "AWS takes 7 to 30 days."
  }
}
