using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using AgentStack.LocalAws.Bedrock.Conversation;
using AgentStack.LocalAws.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenAI;
using OpenAI.Chat;

namespace AgentStack.LocalAws.Bedrock.Bridge;

/// <summary>Puts any OpenAI-compatible server behind Converse.</summary>
internal sealed partial class OpenAIModel(ChatClient client, Uri endpoint, ILogger logger) : IConverseModel
{
    private const string KeyVariable = "OPENAI_API_KEY";

    // Servers on a desk ask for no key; the client insists on one.
    private const string Placeholder = "not-needed";

    // A model of many gigabytes is loaded by its first request.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static OpenAIModel Connect(Uri endpoint, string? modelName, ILogger<OpenAIModel>? logger = null)
    {
        if (string.IsNullOrWhiteSpace(modelName))
            throw new ArgumentException($"Name the model that {endpoint} is to run, next to its address.", nameof(modelName));

        var address = endpoint.AbsolutePath == "/" ? new Uri(endpoint, "v1") : endpoint;
        var key = Environment.GetEnvironmentVariable(KeyVariable);
        var options = new OpenAIClientOptions
        {
            Endpoint = address,
            NetworkTimeout = Patience,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        return new(new ChatClient(modelName, new ApiKeyCredential(string.IsNullOrEmpty(key) ? Placeholder : key), options), address, logger ?? NullLogger<OpenAIModel>.Instance);
    }

    public async IAsyncEnumerable<ModelEvent> RespondAsync(
        ConverseCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = new ChatAnswer(call.Body);
        var heard = false;
        var updates = client.CompleteChatStreamingAsync(ChatRequest.Messages(call), ChatRequest.Options(call), cancellationToken);
        await using var stream = updates.GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(stream, cancellationToken))
        {
            heard = true;
            if (answer.Add(stream.Current) is { Length: > 0 } text)
                yield return new ModelEvent.Text(text);
        }

        if (!heard)
            throw Fail(ChatFailure.Nothing(endpoint));

        foreach (var step in answer.Complete())
            yield return step;
    }

    private async ValueTask<bool> MoveAsync(IAsyncEnumerator<StreamingChatCompletionUpdate> stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNextAsync();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fail(ChatFailure.ToAwsError(failure, endpoint));
        }
    }

    // The agent hides what Bedrock says, so the remedy must stand in the log as well.
    private ConverseException Fail(AwsError error)
    {
        Log.Failed(logger, error.Message);
        return new(error);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Failure}")]
        public static partial void Failed(ILogger logger, string failure);
    }
}
