namespace AgentStack.LocalAws.Ssm;

internal sealed record DeleteParameterRequest(string? Name);
