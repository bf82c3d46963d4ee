namespace AgentStack.LocalAws.Wire;

/// <summary>Endpoint metadata: the endpoint answers only this <c>X-Amz-Target</c>.</summary>
internal sealed record AmzTarget(string Value);
