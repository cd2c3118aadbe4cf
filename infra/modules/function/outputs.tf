output "live" {
  description = "What is called: the function's name, the alias, both as an ARN and as a target of the API, and the role behind them."
  value = {
    name       = aws_lambda_function.this.function_name
    alias      = aws_lambda_alias.live.name
    arn        = aws_lambda_alias.live.arn
    invoke_arn = aws_lambda_alias.live.invoke_arn
    role       = aws_iam_role.this.id
  }
}
