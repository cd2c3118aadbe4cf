output "address" {
  description = "The product's address."
  value       = module.cdn.address
}

output "site_bucket" {
  description = "Where the site's files are uploaded."
  value       = module.buckets.site.name
}

output "files_origin" {
  description = "The origin that pages send photos to and show them from."
  value       = module.buckets.files_origin
}

output "distribution_id" {
  description = "The CDN's distribution."
  value       = module.cdn.id
}

output "functions" {
  description = "By feature: the function and the alias that is shifted."
  value       = { for name, function in module.function : name => { name = function.live.name, alias = function.live.alias } }
}

output "table" {
  description = "The table's name."
  value       = module.table.name
}

output "kms_key" {
  description = "The key that wraps data keys and encrypts what AWS stores."
  value       = module.key.arn
}

output "keys_secret" {
  description = "The secret that holds the key ring."
  value       = module.secrets.arns["keys"]
}
