using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Wire;

/// <summary>Answers of the query dialect, which are XML, and its own names for what every service can refuse.</summary>
internal static class QueryAnswers
{
    public static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["UnrecognizedClientException"] = "InvalidClientTokenId",
        ["InvalidSignatureException"] = "SignatureDoesNotMatch",
        ["MissingAuthenticationTokenException"] = "MissingAuthenticationToken",
        ["IncompleteSignatureException"] = "IncompleteSignature",
        ["ThrottlingException"] = "Throttling",
        ["InternalServerException"] = "InternalFailure",
    };

    public static Task WriteQueryErrorAsync(this HttpResponse response, AwsError error) => response.WriteQueryAsync(
        error.Status,
        new XElement(
            Namespace + "ErrorResponse",
            new XElement(
                Namespace + "Error",
                new XElement(Namespace + "Type", error.Status < 500 ? "Sender" : "Receiver"),
                new XElement(Namespace + "Code", Codes.GetValueOrDefault(error.Code, error.Code)),
                new XElement(Namespace + "Message", error.Message)),
            new XElement(Namespace + "RequestId", response.HttpContext.TraceIdentifier)));

    public static Task WriteQueryAsync(this HttpResponse response, int status, XElement answer)
    {
        response.StatusCode = status;
        response.ContentType = "text/xml";
        return response.WriteAsync(answer.ToString(SaveOptions.DisableFormatting));
    }
}
