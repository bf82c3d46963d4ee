namespace AgentStack.LocalAws.Ssm;

internal sealed record GetParametersRequest(IReadOnlyList<string>? Names, bool? WithDecryption);
