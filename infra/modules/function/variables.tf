variable "name" {
  description = "What the names of all functions begin with."
  type        = string
}

variable "function" {
  description = "The feature's word; also the name of its package."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+$", var.function))
    error_message = "A feature's word is one word in small letters."
  }
}

variable "stage" {
  description = "The name of the environment."
  type        = string
}

variable "artefacts" {
  description = "The folder with `<architecture>/<function>.zip`."
  type        = string
}

variable "architecture" {
  description = "The processor: `x86_64` or `arm64`."
  type        = string

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "Lambda runs on x86_64 and arm64."
  }
}

variable "memory" {
  description = "Memory in MB; the share of a processor grows with it."
  type        = number

  validation {
    condition     = var.memory >= 128 && var.memory <= 10240
    error_message = "Lambda takes 128 to 10,240 MB."
  }
}

variable "timeout" {
  description = "Seconds that a call may take."
  type        = number
}

variable "concurrency" {
  description = "Calls that may run at once; -1 for as many as the account allows."
  type        = number
}

variable "environment" {
  description = "The variables that the function reads."
  type        = map(string)
}

variable "actions" {
  description = "What the function may do, as `infra/functions.json` says; `secrets` and the keys of `buckets` are names."
  type = object({
    table   = list(string)
    indexes = list(string)
    key     = list(string)
    secrets = list(string)
    buckets = map(list(string))
  })

  validation {
    condition     = alltrue([for action in concat(var.actions.table, var.actions.indexes, var.actions.key, flatten(values(var.actions.buckets))) : !strcontains(action, "*")])
    error_message = "Actions are named one by one."
  }
}

variable "table" {
  description = "The table."
  type        = string
}

variable "secrets" {
  description = "The secrets, by name."
  type        = map(string)
}

variable "buckets" {
  description = "The ARNs of the buckets that functions use, by name."
  type        = map(string)
}

variable "key" {
  description = "The KMS key."
  type        = string
}

variable "log_days" {
  description = "Days that logs are kept."
  type        = number

  validation {
    condition     = var.log_days >= 180
    error_message = "Logs are kept for half a year at least (Cybersecurity Law, article 21)."
  }
}

variable "tracing" {
  description = "Whether calls are traced by X-Ray."
  type        = bool
}

variable "alarms" {
  description = "The topic that alarms go to."
  type        = string
}

variable "slow_ms" {
  description = "Milliseconds that 99 of 100 calls stay below."
  type        = number
}
