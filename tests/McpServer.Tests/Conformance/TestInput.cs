using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace AgentStack.McpServer.Tests.Conformance;

/// <summary>What the tools of <see cref="TestInputTools"/> ask, and how they read the answers.</summary>
internal static class TestInput
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static InputRequest Elicit(string message, string field) => Request(
        RequestMethods.ElicitationCreate,
        new JsonObject
        {
            ["message"] = message,
            ["requestedSchema"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { [field] = new JsonObject { ["type"] = "string" } },
                ["required"] = new JsonArray(field),
            },
        });

    public static InputRequest Sample(string text) => Request(
        RequestMethods.SamplingCreateMessage,
        new JsonObject
        {
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = new JsonObject { ["type"] = "text", ["text"] = text } }),
            ["maxTokens"] = 100,
        });

    public static InputRequest ListRoots() => Request(RequestMethods.RootsList, []);

    public static InputRequiredException Ask(string? state, params (string Key, InputRequest Request)[] requests) =>
        new(requests.ToDictionary(request => request.Key, request => request.Request), state is null ? null : Seal(state));

    /// <summary>The whole answer under a key, or null while there is none.</summary>
    public static JsonElement? Raw(RequestParams? parameters, string key) =>
        parameters?.InputResponses?.TryGetValue(key, out var response) == true ? response.RawValue : null;

    /// <summary>A field of the form that the user filled in.</summary>
    public static string? Answer(RequestParams? parameters, string key, string field) =>
        Raw(parameters, key) is { } answer
        && answer.TryGetProperty("content", out var content)
        && content.TryGetProperty(field, out var value)
            ? value.ToString()
            : null;

    /// <summary>What was sealed into the state that came back.</summary>
    /// <exception cref="McpProtocolException">It is not as it was sent.</exception>
    public static string? State(RequestParams? parameters)
    {
        if (parameters?.RequestState is not { } sealedState)
            return null;

        var state = sealedState.Split('.')[0];
        return Seal(state) == sealedState ? state : throw new McpProtocolException("The request state was changed", McpErrorCode.InvalidParams);
    }

    private static string Seal(string state) =>
        $"{state}.{Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(state)))}";

    private static InputRequest Request(string method, JsonObject parameters) =>
        new() { Method = method, Params = JsonSerializer.SerializeToElement(parameters) };
}
