using AgentStack.Agent.Turns;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Models;

/// <summary>
/// Asks the model, as it is configured, and hands on its words as they come. The client is made for the first turn: an
/// AWS setting that is missing is that turn's failure, and does not keep the process from answering /ping.
/// </summary>
internal sealed class ModelClient(Lazy<IChatClient> chat, ModelOptions options)
{
    /// <param name="messages">A history that Converse takes.</param>
    /// <param name="tools">What the model may call; only declared, so that it is the caller who runs them.</param>
    /// <param name="onTextAsync">Gets each piece of text.</param>
    /// <param name="cancellationToken">Ends the call at Bedrock too.</param>
    /// <exception cref="TurnException">The answer broke off, or there was none.</exception>
    public async Task<ModelAnswer> AskAsync(
        IEnumerable<ChatMessage> messages,
        IList<AITool> tools,
        Func<string, Task> onTextAsync,
        CancellationToken cancellationToken)
    {
        ModelCallHandler.EndWith(cancellationToken);
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in chat.Value.GetStreamingResponseAsync(messages, CreateOptions(tools), cancellationToken))
        {
            // Below us a call of an unknown tool is answered and the model asked again; both are the caller's.
            if (update.Contents.Any(content => content is FunctionResultContent))
                break;

            updates.Add(update);
            if (update.Text is { Length: > 0 } text)
                await onTextAsync(text);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var answer = ModelAnswer.From(updates.ToChatResponse());

        // A connection that is lost in mid-stream can look like the stream's end; only the stop reason tells.
        if (answer.FinishReason is null)
            throw new TurnException("model_failed", "The model's answer broke off. Try again in a moment.");

        return answer.Message.Contents.Count > 0
            ? answer
            : throw new TurnException("no_answer", $"The model ended without an answer ({answer.FinishReason}). Ask again.");
    }

    private ChatOptions CreateOptions(IList<AITool> tools) => new()
    {
        Instructions = options.Instructions,
        Temperature = options.Temperature,
        MaxOutputTokens = options.MaxTokens,
        Tools = tools,
    };
}
