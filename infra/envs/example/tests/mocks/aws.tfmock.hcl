# Answers of the provider that must have a form: made-up strings are random letters.

mock_data "aws_partition" {
  defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
}

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_region" {
  defaults = { name = "ap-southeast-1" }
}

mock_data "aws_iam_policy_document" {
  defaults = { json = "{}" }
}

mock_resource "aws_kms_key" {
  defaults = { arn = "arn:aws:kms:ap-southeast-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
}

mock_resource "aws_dynamodb_table" {
  defaults = {
    arn        = "arn:aws:dynamodb:ap-southeast-1:123456789012:table/e-home"
    stream_arn = "arn:aws:dynamodb:ap-southeast-1:123456789012:table/e-home/stream/2026-01-01T00:00:00.000"
  }
}

mock_resource "aws_secretsmanager_secret" {
  defaults = { arn = "arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:e-home/keys-AbCdEf" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::bucket" }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/role" }
}

mock_resource "aws_lambda_function" {
  defaults = { arn = "arn:aws:lambda:ap-southeast-1:123456789012:function:e-home-auth", version = "1" }
}

mock_resource "aws_lambda_alias" {
  defaults = {
    arn        = "arn:aws:lambda:ap-southeast-1:123456789012:function:e-home-auth:live"
    invoke_arn = "arn:aws:apigateway:ap-southeast-1:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-southeast-1:123456789012:function:e-home-auth:live/invocations"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:ap-southeast-1:123456789012:log-group:group" }
}

mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:ap-southeast-1:123456789012:e-home-alarms" }
}

mock_resource "aws_sqs_queue" {
  defaults = { arn = "arn:aws:sqs:ap-southeast-1:123456789012:queue" }
}

mock_resource "aws_apigatewayv2_api" {
  defaults = {
    execution_arn = "arn:aws:execute-api:ap-southeast-1:123456789012:api"
    api_endpoint  = "https://api.execute-api.ap-southeast-1.amazonaws.com"
  }
}

mock_resource "aws_cloudfront_function" {
  defaults = { arn = "arn:aws:cloudfront::123456789012:function/function" }
}

mock_resource "aws_cloudfront_distribution" {
  defaults = {
    arn         = "arn:aws:cloudfront::123456789012:distribution/E123"
    domain_name = "d123.cloudfront.net"
  }
}

mock_resource "aws_cloudfront_origin_access_identity" {
  defaults = {
    iam_arn                         = "arn:aws-cn:iam::cloudfront:user/CloudFront Origin Access Identity E123"
    cloudfront_access_identity_path = "origin-access-identity/cloudfront/E123"
  }
}
