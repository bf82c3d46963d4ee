using System.Net;
using System.Text;
using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Validation;
using Amazon.BedrockRuntime;
using Amazon.Runtime;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tests.Turns.History;

/// <summary>The real chat client over the real SDK; what it would send is checked instead, by the rules of the stand-in.</summary>
internal sealed class ConverseDoor : IDisposable
{
    private readonly Capture _capture = new();
    private readonly AmazonBedrockRuntimeClient _runtime;
    private readonly IChatClient _chat;

    public ConverseDoor()
    {
        _runtime = new AmazonBedrockRuntimeClient(
            new BasicAWSCredentials("AKIDEXAMPLE", "not-a-secret"),
            new AmazonBedrockRuntimeConfig { ServiceURL = "http://127.0.0.1:1", HttpClientFactory = new Factory(_capture) });
        _chat = _runtime.AsIChatClient("model");
    }

    public static ChatOptions Options(bool areToolsOffered) => new()
    {
        Tools = areToolsOffered
            ? [AIFunctionFactory.CreateDeclaration("add", "Adds.", JsonElement.Parse("""{"type":"object"}"""))]
            : null,
    };

    /// <summary>The body of the request, and what Bedrock would say against it.</summary>
    public (JsonElement Body, string? Refusal) Send(IEnumerable<ChatMessage> messages, bool areToolsOffered)
    {
        _chat.GetResponseAsync(messages, Options(areToolsOffered)).GetAwaiter().GetResult();
        var body = JsonElement.Parse(_capture.Body);
        return (body, ConverseValidator.Validate(body)?.Message);
    }

    public void Dispose()
    {
        _chat.Dispose();
        _runtime.Dispose();
        _capture.Dispose();
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);
    }

    private sealed class Capture : HttpMessageHandler
    {
        private const string Answer = """
            {"output":{"message":{"role":"assistant","content":[{"text":"ok"}]}},"stopReason":"end_turn",
             "usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2},"metrics":{"latencyMs":1}}
            """;

        public byte[] Body { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(Answer, Encoding.UTF8, "application/json"),
            };
        }
    }
}
