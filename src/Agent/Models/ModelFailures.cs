using System.Net;
using AgentStack.Agent.Conversations;
using AgentStack.Agent.Turns;
using Amazon.Runtime;

namespace AgentStack.Agent.Models;

/// <summary>What Bedrock and the AWS SDK throw, in words for the person who asked, with the remedy.</summary>
internal static class ModelFailures
{
    /// <summary>The error type of a model that failed for no reason of the caller's.</summary>
    public const string Failed = "model_failed";

    // Inside a stream there is no status to go by.
    private static readonly string[] Transient =
    [
        "ThrottlingException", "ModelNotReadyException", "ModelTimeoutException", "ModelStreamErrorException",
        "InternalServerException", "ServiceUnavailableException",
    ];

    public static TurnException? Translate(Exception failure, string modelId)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case AmazonServiceException { ErrorCode: { Length: > 0 } code }:
                    return FromCode(code, modelId, failure);
                case AmazonServiceException { StatusCode: not default(HttpStatusCode) } unnamed:
                    return FromCode($"HTTP {(int)unnamed.StatusCode}", modelId, failure);
                case HttpRequestException or IOException:
                    return new TurnException(
                        "model_unreachable",
                        "Bedrock could not be reached. Check AWS_REGION, AWS_ENDPOINT_URL and the network.",
                        failure);
                case AmazonClientException when current.InnerException is null:
                    return new TurnException(
                        "aws_settings",
                        "Bedrock could not be called: no AWS credentials or no region were found. Set AWS_REGION, and give"
                        + " this process credentials or a role.",
                        failure);
            }
        }

        return null;
    }

    /// <summary>Whether the same call may do better in a moment.</summary>
    public static bool IsTransient(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case AmazonServiceException { ErrorCode: { Length: > 0 } code } service:
                    return IsTransient(service.StatusCode) || Transient.Contains(Named(code));
                case AmazonServiceException { StatusCode: not default(HttpStatusCode) } unnamed:
                    return IsTransient(unnamed.StatusCode);
                case HttpRequestException or IOException:
                    return true;
            }
        }

        return false;
    }

    /// <summary>For the log: what the service said, but of a refused signature, since AWS repeats the signed headers there.</summary>
    public static string Reason(Exception failure)
    {
        if (failure is ConversationStoreException or TurnException { InnerException: null })
            return failure.Message;

        for (var current = failure; current is not null; current = current.InnerException)
        {
            if (current is AmazonServiceException { ErrorCode: { Length: > 0 } code } service)
                return code.Contains("Signature", StringComparison.Ordinal) ? code : $"{code}: {service.Message}";
        }

        return failure.GetBaseException() is { } cause && cause != failure ? $"{failure.GetType().Name}: {cause.GetType().Name}" : failure.GetType().Name;
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    // The SDK names exceptions inside a stream with a small first letter.
    private static string Named(string code) => char.ToUpperInvariant(code[0]) + code[1..];

    private static TurnException FromCode(string code, string modelId, Exception failure) =>
        Named(code) switch
        {
            "ThrottlingException" => new TurnException(
                "model_throttled",
                $"Bedrock throttled the model {modelId}. Try again in a moment; raise its quota if it stays.",
                failure),
            "AccessDeniedException" => new TurnException(
                "model_access_denied",
                $"Bedrock denied access to the model {modelId}. Enable it in this region, and allow this role"
                + " bedrock:InvokeModelWithResponseStream on it.",
                failure),
            "ResourceNotFoundException" => new TurnException(
                "model_not_found",
                $"Bedrock has no model {modelId} in this region. Check Model:Id and AWS_REGION.",
                failure),
            "ValidationException" => new TurnException(
                "model_request_refused",
                $"Bedrock refused the request to the model {modelId} as invalid. The log says why.",
                failure),
            "UnrecognizedClientException" or "InvalidSignatureException" or "ExpiredTokenException"
                or "MissingAuthenticationTokenException" or "SignatureDoesNotMatch" or "IncompleteSignatureException" =>
                new TurnException(
                    "aws_credentials_refused",
                    "Bedrock refused the AWS credentials of this process. Check that they are right, not expired, and that"
                    + " the clock is.",
                    failure),
            _ => new TurnException(
                Failed, $"Bedrock failed to answer ({code}). Try again in a moment.", failure),
        };
}
