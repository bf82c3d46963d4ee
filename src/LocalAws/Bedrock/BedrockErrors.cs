using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Bedrock;

/// <summary>The errors of Bedrock Runtime with the HTTP statuses of its service model.</summary>
internal static class BedrockErrors
{
    public const string AccessDenied = "AccessDeniedException";
    public const string InternalServer = "InternalServerException";
    public const string ModelError = "ModelErrorException";
    public const string ModelStreamError = "ModelStreamErrorException";
    public const string ModelTimeout = "ModelTimeoutException";
    public const string ModelNotReady = "ModelNotReadyException";
    public const string ResourceNotFound = "ResourceNotFoundException";
    public const string ServiceUnavailable = "ServiceUnavailableException";
    public const string Throttling = "ThrottlingException";
    public const string Validation = "ValidationException";

    private static readonly Dictionary<string, int> Statuses = new()
    {
        [AccessDenied] = 403,
        [InternalServer] = 500,
        [ModelError] = 424,
        [ModelStreamError] = 424,
        [ModelTimeout] = 408,
        [ModelNotReady] = 429,
        [ResourceNotFound] = 404,
        [ServiceUnavailable] = 503,
        [Throttling] = 429,
        [Validation] = 400,
    };

    /// <summary>A stream knows fewer errors than the operation does; the model is the one to blame for the others.</summary>
    public static IReadOnlyList<string> StreamCodes { get; } =
        [InternalServer, ModelStreamError, Validation, Throttling, ServiceUnavailable];

    public static AwsError Create(string code, string message) => new(Statuses.GetValueOrDefault(code, 400), code, message);

    /// <summary>The error's name as an exception event: camel case, and one that the stream's shape has.</summary>
    public static string StreamName(AwsError error)
    {
        var code = StreamCodes.Contains(error.Code) ? error.Code : ModelStreamError;
        return char.ToLowerInvariant(code[0]) + code[1..];
    }
}
