variable "name" {
  description = "The table's name."
  type        = string
}

variable "definition" {
  description = "What `infra/tables.json` says."
  type = object({
    partition_key = string
    sort_key      = string
    time_to_live  = string
    stream        = string
    indexes = list(object({
      name          = string
      partition_key = string
      sort_key      = string
      project       = list(string)
    }))
  })

  validation {
    condition     = var.definition.stream == "NEW_AND_OLD_IMAGES"
    error_message = "The projections compare what was with what is: the stream must carry both images."
  }
}

variable "key" {
  description = "The KMS key that encrypts the table."
  type        = string
}

variable "deletion_protection" {
  description = "Whether the table refuses to be deleted."
  type        = bool
}

variable "alarms" {
  description = "The topic that alarms go to."
  type        = string
}
