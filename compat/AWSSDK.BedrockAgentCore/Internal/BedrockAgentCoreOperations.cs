using AgentStack.Compat.AwsPipeline;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BedrockAgentCore.Internal;

internal static class BedrockAgentCoreOperations
{
    public static InvokeOptions CreateEvent { get; } =
        Create<CreateEventResponse>(request => Marshall((CreateEventRequest)request));

    public static InvokeOptions ListEvents { get; } =
        Create<ListEventsResponse>(request => Marshall((ListEventsRequest)request));

    private static InvokeOptions Create<TResponse>(Func<AmazonWebServiceRequest, IRequest> marshall)
        where TResponse : AmazonWebServiceResponse, new() => new()
        {
            RequestMarshaller = new RequestMarshaller(marshall),
            ResponseUnmarshaller = new ResponseReader<TResponse>(WireJson.CamelCase, BedrockAgentCoreErrors.Create),
        };

    private static DefaultRequest Marshall(CreateEventRequest input)
    {
        var request = Post(input, "/memories/{memoryId}/events", WithToken(input));
        AddPath(request, "{memoryId}", nameof(input.MemoryId), input.MemoryId);
        return request;
    }

    private static DefaultRequest Marshall(ListEventsRequest input)
    {
        var request = Post(input, "/memories/{memoryId}/actor/{actorId}/sessions/{sessionId}", input);
        AddPath(request, "{actorId}", nameof(input.ActorId), input.ActorId);
        AddPath(request, "{memoryId}", nameof(input.MemoryId), input.MemoryId);
        AddPath(request, "{sessionId}", nameof(input.SessionId), input.SessionId);
        return request;
    }

    // A token is made up for the call when there is none; the caller's request stays as it is.
    private static CreateEventRequest WithToken(CreateEventRequest input) => input.ClientToken is not null ? input : new()
    {
        ActorId = input.ActorId,
        Branch = input.Branch,
        ClientToken = Guid.NewGuid().ToString(),
        EventTimestamp = input.EventTimestamp,
        Metadata = input.Metadata,
        Payload = input.Payload,
        SessionId = input.SessionId,
    };

    private static DefaultRequest Post(AmazonWebServiceRequest publicRequest, string path, object body)
    {
        var request = new DefaultRequest(publicRequest, "Amazon.BedrockAgentCore")
        {
            HttpMethod = "POST",
            ResourcePath = path,
            Content = WireJson.CamelCase.Write(body),
        };
        request.Headers["Content-Type"] = "application/json";
        request.Headers["x-amz-api-version"] = "2024-02-28";
        return request;
    }

    private static void AddPath(DefaultRequest request, string key, string member, string value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new AmazonBedrockAgentCoreException($"Request object does not have required field {member} set");
        }

        request.AddPathResource(key, value);
    }
}
