using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Bedrock;

/// <summary>A model's failure as Bedrock names it; thrown before the first event or between events.</summary>
internal sealed class ConverseException(AwsError error) : Exception(error.Message)
{
    public AwsError Error { get; } = error;
}
