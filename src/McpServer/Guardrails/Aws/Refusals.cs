using System.Net;
using Amazon.Runtime;

namespace AgentStack.McpServer.Guardrails.Aws;

/// <summary>Words what AWS refused: what, where, and the remedy. Nothing of AWS's own text is passed on.</summary>
internal static class Refusals
{
    public static string Explain(Exception failure, RefusedCall call) => failure switch
    {
        AmazonServiceException { StatusCode: not default(HttpStatusCode) } refusal => Explain(refusal.ErrorCode ?? $"HTTP {(int)refusal.StatusCode}", refusal.Message, call),
        AmazonServiceException or AmazonClientException when Speaks(failure, "credentials") =>
            "AWS is not configured for this server: it has no credentials. Give its process a role, or AWS_ACCESS_KEY_ID and "
            + "AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.",
        AmazonServiceException or AmazonClientException when Speaks(failure, "region") =>
            "AWS is not configured for this server: it has no region. Set AWS_REGION to the region of the guardrails, such as us-east-1.",
        OperationCanceledException or TimeoutException =>
            $"Bedrock did not answer in time about the {call.Subject}. Try again, with a shorter text, or raise Guardrails:CallTimeout.",
        _ => $"Bedrock cannot be reached in {call.Region}. Check AWS_REGION, AWS_ENDPOINT_URL and the network of this server.",
    };

    private static string Explain(string code, string message, RefusedCall call) => code switch
    {
        "AccessDeniedException" or "AccessDenied" =>
            $"AWS does not let this server use the {call.Subject}. Allow its role {call.Permission}"
            + (call.Guardrail is not null ? " on the guardrail's ARN." : call.Model is not null ? " on the model, and enable the model in Bedrock." : "."),
        "ResourceNotFoundException" when call.Guardrail is not null => NoGuardrail(call),
        "ResourceNotFoundException" =>
            $"There is no {call.Subject} in {call.Region}. Check Guardrails:ModelId and AWS_REGION.",
        "ValidationException" when IsTooLong(message) =>
            "The text is longer than Bedrock takes in one call. Lower Guardrails:MaxCharacters of this server, or send a shorter text.",
        "ValidationException" when call.Guardrail is not null && Says(message, "identifier") => NoGuardrail(call),
        "ValidationException" when call.Model is not null =>
            $"Bedrock does not take the request for the {call.Subject}. Check Guardrails:ModelId: some models are reached by an inference profile only.",
        "ValidationException" =>
            $"Bedrock finds the request about the {call.Subject} not valid. Check the guardrail's id, its version and its policies.",
        "ThrottlingException" or "TooManyRequestsException" =>
            $"Bedrock is asked too much at the moment ({call.Permission}). Wait some seconds and call again; more needs a higher quota of the account.",
        "ServiceQuotaExceededException" =>
            "A quota of the AWS account is used up: texts of this length, or calls of this number. Send a shorter text or have the quota raised.",
        "UnrecognizedClientException" or "InvalidClientTokenId" or "MissingAuthenticationTokenException" =>
            "AWS does not know the credentials of this server. Give its process credentials that are live, with AWS_SESSION_TOKEN if they have one.",
        "ExpiredTokenException" or "ExpiredToken" => "The AWS credentials of this server have expired. Renew them.",
        "InvalidSignatureException" or "SignatureDoesNotMatch" or "IncompleteSignatureException" =>
            "AWS does not accept this server's signature. Check AWS_SECRET_ACCESS_KEY, AWS_REGION and the clock of its machine.",
        "ModelTimeoutException" or "ModelNotReadyException" or "ModelErrorException" => $"The {call.Subject} failed ({code}). Try again.",
        _ => $"Bedrock failed about the {call.Subject} ({code}). Try again in a moment.",
    };

    private static string NoGuardrail(RefusedCall call) =>
        $"There is no guardrail {call.Guardrail} in {call.Region}. Call list_guardrails for those that there are; a version must be "
        + "DRAFT or a published one.";

    private static bool IsTooLong(string message) =>
        Says(message, "too long") || Says(message, "text units") || Says(message, "maximum") || Says(message, "exceed") || Says(message, "length less than");

    private static bool Speaks(Exception? failure, string word) =>
        failure is not null && (Says(failure.Message, word) || Speaks(failure.InnerException, word));

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
