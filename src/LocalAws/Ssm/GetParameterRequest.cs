namespace AgentStack.LocalAws.Ssm;

internal sealed record GetParameterRequest(string? Name, bool? WithDecryption);
