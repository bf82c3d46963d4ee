using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentStack.Agent.Invocations;

internal static class JsonWriting
{
    public static async Task WriteJsonAsync<T>(this HttpResponse response, int status, T value, JsonTypeInfo<T> type)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(response.Body, value, type, response.HttpContext.RequestAborted);
    }
}
