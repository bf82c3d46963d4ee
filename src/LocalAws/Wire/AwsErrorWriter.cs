using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Wire;

/// <summary>Writes an error in the two dialects that the services speak.</summary>
internal static class AwsErrorWriter
{
    private const string ErrorTypeHeader = "x-amzn-ErrorType";

    /// <summary>The rest-json dialect: the code in a header, and a reason where the error's shape has one.</summary>
    public static Task WriteRestJsonAsync(this HttpResponse response, AwsError error, string? reason = null)
    {
        response.Headers[ErrorTypeHeader] = error.Code;
        var body = new JsonObject { ["message"] = error.Message };
        if (reason is not null)
            body["reason"] = reason;

        return WriteAsync(response, error.Status, "application/json", body);
    }

    /// <summary>The JSON 1.1 dialect: the code in the body.</summary>
    public static Task WriteJson11Async(this HttpResponse response, AwsError error) =>
        WriteAsync(
            response,
            error.Status,
            "application/x-amz-json-1.1",
            new JsonObject { ["__type"] = error.Code, ["message"] = error.Message });

    private static Task WriteAsync(HttpResponse response, int status, string contentType, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        return response.WriteAsync(body.ToJsonString());
    }
}
