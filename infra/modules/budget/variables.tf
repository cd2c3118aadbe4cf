variable "name" {
  description = "What the budget is called."
  type        = string
}

variable "limit" {
  description = "What a month may cost, in the currency of the account's bill: USD, or CNY in the China regions."
  type = object({
    amount   = number
    currency = string
  })

  validation {
    condition     = var.limit.amount > 0 && contains(["USD", "CNY"], var.limit.currency)
    error_message = "An amount above 0 in USD or CNY."
  }
}

variable "alarms" {
  description = "The topic that alarms go to."
  type        = string
}
