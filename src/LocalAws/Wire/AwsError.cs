namespace AgentStack.LocalAws.Wire;

/// <summary>An error as the service models name it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error shape's name, such as <c>ValidationException</c>.</param>
/// <param name="Message">What the service would say.</param>
internal sealed record AwsError(int Status, string Code, string Message);
