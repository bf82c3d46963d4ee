namespace AgentStack.LocalAws.Ssm;

internal sealed record PutParameterRequest(string? Name, string? Value, string? Type, bool? Overwrite, string? DataType);
