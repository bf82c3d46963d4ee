using AgentStack.LocalAws.Bedrock.Conversation;

namespace AgentStack.LocalAws.Bedrock;

/// <summary>What answers a conversation: a script, the offline model or a bridge to a real one.</summary>
internal interface IConverseModel
{
    /// <exception cref="ConverseException">The model fails, before its first event or after it.</exception>
    IAsyncEnumerable<ModelEvent> RespondAsync(ConverseCall call, CancellationToken cancellationToken);
}
