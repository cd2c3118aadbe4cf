output "site" {
  description = "The site's bucket: its name, ARN, regional address, and the part of its policy that is settled."
  value = {
    name   = aws_s3_bucket.site.id
    arn    = aws_s3_bucket.site.arn
    domain = aws_s3_bucket.site.bucket_regional_domain_name
    policy = data.aws_iam_policy_document.tls["site"].json
  }
}

output "logs_domain" {
  description = "The address under which the CDN delivers its logs."
  value       = aws_s3_bucket.logs.bucket_domain_name

  # The CDN is refused while the bucket takes no access lists.
  depends_on = [aws_s3_bucket_ownership_controls.logs]
}

output "private" {
  description = "The buckets that functions use, by name: what each is called, and its ARN."
  value = {
    index = { name = aws_s3_bucket.index.id, arn = aws_s3_bucket.index.arn }
    files = { name = aws_s3_bucket.files.id, arn = aws_s3_bucket.files.arn }
  }
}

output "files_origin" {
  description = "The origin that pages send photos to and show them from."
  value       = "https://${aws_s3_bucket.files.bucket_regional_domain_name}"
}
