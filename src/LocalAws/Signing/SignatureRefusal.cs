namespace AgentStack.LocalAws.Signing;

/// <summary>Why a signature is not accepted: the code and the words of AWS. The status depends on the dialect.</summary>
internal sealed record SignatureRefusal(string Code, string Message)
{
    public static readonly SignatureRefusal Missing =
        new("MissingAuthenticationTokenException", "Missing Authentication Token");

    public static readonly SignatureRefusal UnknownKey =
        new("UnrecognizedClientException", "The security token included in the request is invalid.");

    public static readonly SignatureRefusal Mismatch = new(
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
        + "and signing method. Consult the service documentation for details.");

    public static SignatureRefusal Invalid(string message) => new("InvalidSignatureException", message);

    public static SignatureRefusal Incomplete(string message) => new("IncompleteSignatureException", message);
}
