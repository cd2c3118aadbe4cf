variable "name" {
  description = "What the API is called."
  type        = string
}

variable "stage" {
  description = "The name of the environment."
  type        = string
}

variable "features" {
  description = "The aliases that answer, by feature."
  type = map(object({
    name       = string
    alias      = string
    invoke_arn = string
  }))
}

variable "throttle" {
  description = "Calls a second that are taken for long, and at once."
  type = object({
    rate  = number
    burst = number
  })

  validation {
    condition     = var.throttle.rate > 0 && var.throttle.burst >= var.throttle.rate
    error_message = "The burst is no less than the rate."
  }
}

variable "key" {
  description = "The KMS key that encrypts the access log."
  type        = string
}

variable "log_days" {
  description = "Days that the access log is kept."
  type        = number
}

variable "alarms" {
  description = "The topic that alarms go to."
  type        = string
}
