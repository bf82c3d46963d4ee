namespace AgentStack.LocalAws.Wire;

/// <summary>
/// Endpoint metadata: which AWS operation an endpoint is. It brings the signature check, faults, a request id and
/// errors in the right dialect.
/// </summary>
/// <param name="Name">The operation's name in the service model; faults are set by it.</param>
/// <param name="SigningName">The service name in a signature's scope.</param>
/// <param name="Dialect">How the service words errors.</param>
internal sealed record AwsOperation(string Name, string SigningName, AwsDialect Dialect);
