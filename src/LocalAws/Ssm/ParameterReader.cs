using System.Text.Json.Nodes;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Ssm;

/// <summary>The operations that read.</summary>
internal sealed class ParameterReader(ParameterStore store, LocalAwsOptions options)
{
    private const int PageSize = 10;

    public SsmResult Get(GetParameterRequest request)
    {
        if (request.Name is null)
            return SsmErrors.Missing("name");

        return Find(request.Name, out var error) is { } parameter
            ? new JsonObject { ["Parameter"] = Show(parameter, request.Name, request.WithDecryption) }
            : error!;
    }

    public SsmResult Get(GetParametersRequest request)
    {
        if (request.Names is not { } names)
            return SsmErrors.Missing("names");

        if (names.Any(name => name is null))
            return SsmErrors.Validation("A name must not be null.");

        if (names.Count is 0 or > PageSize)
        {
            var bound = names.Count == 0 ? "greater than or equal to 1" : $"less than or equal to {PageSize}";
            return SsmErrors.Constraint("names", $"[{string.Join(", ", names)}]", $"Member must have length {bound}");
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            return SsmErrors.Validation("Duplicate names are not allowed in one request.");

        var found = names.Select(name => (Name: name, Parameter: Find(name, out _)))
            .ToLookup(entry => entry.Parameter is not null);
        var shown = found[true].Select(entry => Show(entry.Parameter!, entry.Name, request.WithDecryption));
        return new JsonObject
        {
            ["Parameters"] = new JsonArray([.. shown]),
            ["InvalidParameters"] = new JsonArray([.. found[false].Select(entry => (JsonNode)entry.Name)]),
        };
    }

    public SsmResult Get(GetParametersByPathRequest request)
    {
        if (Problem(request) is { } problem)
            return problem;

        var token = request.NextToken is { } text ? PageToken.Decode(text) : null;
        if (request.NextToken is not null && token?.Path != request.Path)
            return SsmErrors.InvalidNextToken;

        var size = request.MaxResults ?? PageSize;
        var rest = store.List(request.Path!, request.Recursive ?? false)
            .Where(parameter => token is null || string.CompareOrdinal(parameter.Name, token.After) > 0)
            .Take(size + 1)
            .ToList();

        var page = rest.Take(size).ToList();
        var shown = page.Select(parameter => Show(parameter, parameter.Name, request.WithDecryption));
        var body = new JsonObject
        {
            ["Parameters"] = new JsonArray([.. shown]),
        };
        if (rest.Count > size)
            body["NextToken"] = new PageToken(request.Path!, page[^1].Name).Encode();

        return body;
    }

    private static AwsError? Problem(GetParametersByPathRequest request)
    {
        if (request.Path is null)
            return SsmErrors.Missing("path");

        if (!request.Path.StartsWith('/'))
        {
            return SsmErrors.Validation(
                "The parameter path must begin with a slash \"/\", as in /app/mcp, or be \"/\" itself.");
        }

        if (request.MaxResults is < 1 or > PageSize)
        {
            var bound = request.MaxResults < 1 ? "greater than or equal to 1" : $"less than or equal to {PageSize}";
            return SsmErrors.Constraint("maxResults", $"{request.MaxResults}", $"Member must have value {bound}");
        }

        return request.ParameterFilters is { Count: > 0 } ? SsmErrors.InvalidFilter : null;
    }

    private StoredParameter? Find(string text, out AwsError? error)
    {
        var (name, version) = ParameterName.ReadSelector(text);
        var parameter = store.Find(name, version);
        var isVersionMissing = parameter is null && version is not null && store.Find(name) is not null;
        error = parameter is not null ? null : isVersionMissing ? SsmErrors.VersionNotFound : SsmErrors.NotFound;
        return parameter;
    }

    private JsonObject Show(StoredParameter parameter, string askedFor, bool? decrypted)
    {
        var slash = parameter.Name.StartsWith('/') ? "" : "/";
        var json = new JsonObject
        {
            ["ARN"] = $"arn:aws:ssm:{options.Region}:{options.AccountId}:parameter{slash}{parameter.Name}",
            ["DataType"] = parameter.DataType,
            ["LastModifiedDate"] = parameter.ModifiedAt.ToUnixTimeMilliseconds() / 1000m,
            ["Name"] = parameter.Name,
            ["Type"] = parameter.Type.ToString(),
            ["Value"] = parameter.Show(decrypted ?? false),
            ["Version"] = parameter.Version,
        };
        if (askedFor != parameter.Name)
            json["Selector"] = askedFor[parameter.Name.Length..];

        return json;
    }
}
