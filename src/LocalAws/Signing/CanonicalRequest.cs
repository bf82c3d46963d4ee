using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace AgentStack.LocalAws.Signing;

/// <summary>The text whose hash is signed: both sides must arrive at it to the letter.</summary>
internal static class CanonicalRequest
{
    public static string Build(HttpRequest request, IReadOnlyList<string> signedHeaders, string payloadHash)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var headers = signedHeaders.Select(name => $"{name}:{CanonicalValue(request.Headers[name])}\n");

        return string.Join(
            '\n',
            request.Method,
            PathAndQuery.CanonicalPath(target),
            PathAndQuery.CanonicalQuery(target),
            string.Concat(headers),
            string.Join(';', signedHeaders),
            payloadHash);
    }

    private static string CanonicalValue(StringValues values) =>
        string.Join(',', values.Select(value => OneSpaced(value ?? "")));

    private static string OneSpaced(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
