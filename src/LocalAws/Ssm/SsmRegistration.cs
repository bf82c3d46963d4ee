using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.Ssm;

internal static class SsmRegistration
{
    private const string TargetPrefix = "AmazonSSM.";

    public static IServiceCollection AddSsm(this IServiceCollection services) =>
        services.AddSingleton(provider => new ParameterStore(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<ParameterReader>()
            .AddSingleton<ParameterWriter>();

    public static void MapSsm(this IEndpointRouteBuilder endpoints)
    {
        var reader = endpoints.ServiceProvider.GetRequiredService<ParameterReader>();
        var writer = endpoints.ServiceProvider.GetRequiredService<ParameterWriter>();
        Map(endpoints, "GetParameter", SsmJson.Default.GetParameterRequest, reader.Get);
        Map(endpoints, "GetParameters", SsmJson.Default.GetParametersRequest, reader.Get);
        Map(endpoints, "GetParametersByPath", SsmJson.Default.GetParametersByPathRequest, reader.Get);
        Map(endpoints, "PutParameter", SsmJson.Default.PutParameterRequest, writer.Put);
        Map(endpoints, "DeleteParameter", SsmJson.Default.DeleteParameterRequest, writer.Delete);
    }

    private static void Map<T>(
        IEndpointRouteBuilder endpoints, string operation, JsonTypeInfo<T> type, Func<T, SsmResult> answer) =>
        endpoints.MapPost("/", context => AnswerAsync(context, type, answer))
            .WithMetadata(new AmzTarget(TargetPrefix + operation))
            .WithMetadata(new AwsOperation(operation, "ssm", AwsDialect.Json11));

    private static async Task AnswerAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<T, SsmResult> answer)
    {
        var result = await ReadAsync(context, type) is { } request ? answer(request) : SsmErrors.Malformed;
        if (result.Error is { } error)
        {
            await context.Response.WriteJson11Async(error);
            return;
        }

        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(result.Body!.ToJsonString(), context.RequestAborted);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
