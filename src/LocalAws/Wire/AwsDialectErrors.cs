using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Wire;

/// <summary>What every service can say, in the words of its dialect.</summary>
internal static class AwsDialectErrors
{
    public static Task WriteErrorAsync(this HttpResponse response, AwsDialect dialect, AwsError error) => dialect switch
    {
        AwsDialect.Json11 => response.WriteJson11Async(error),
        AwsDialect.Query => response.WriteQueryErrorAsync(error),
        AwsDialect.OAuth => response.WriteOAuthAsync(error.Status, error.Code),
        _ => response.WriteRestJsonAsync(error),
    };

    public static Task WriteOAuthAsync(this HttpResponse response, int status, string error)
    {
        response.StatusCode = status;
        response.ContentType = "application/json;charset=UTF-8";
        return response.WriteAsync(new JsonObject { ["error"] = error }.ToJsonString());
    }

    public static AwsError Throttled(this AwsDialect dialect) => dialect switch
    {
        AwsDialect.Json11 => new AwsError(400, "ThrottlingException", "Rate exceeded"),
        AwsDialect.Memory => new AwsError(429, "ThrottledException", "Rate exceeded"),
        AwsDialect.OAuth => new AwsError(429, "too_many_requests", ""),
        _ => new AwsError(429, "ThrottlingException", "Too many requests, please wait before trying again."),
    };

    public static AwsError Failed(this AwsDialect dialect) => dialect switch
    {
        AwsDialect.Json11 => new AwsError(500, "InternalServerError", "An error occurred on the server side."),
        AwsDialect.Memory => new AwsError(500, "ServiceException", "An internal error occurred."),
        AwsDialect.OAuth => new AwsError(500, "server_error", ""),
        _ => new AwsError(500, "InternalServerException", "The system encountered an unexpected error during processing."),
    };

    /// <summary>The status of a signature's refusal, which the dialects do not share.</summary>
    public static int SignatureRefusalStatus(this AwsDialect dialect) => dialect is AwsDialect.Json11 ? 400 : 403;
}
