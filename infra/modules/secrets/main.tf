# Secrets are made without a value: what Terraform knows, its state knows. `infra/README.md` says how each gets its
# first one.

resource "aws_secretsmanager_secret" "this" {
  #checkov:skip=CKV2_AWS_57:The key ring is rotated by a command that keeps the old keys for reading; the SMS account by its provider. A rotation function could do neither.
  for_each = var.secrets

  name                    = "${var.name}/${each.key}"
  description             = each.value
  kms_key_id              = var.key
  recovery_window_in_days = var.recovery_days
}
