using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.Otlp;

/// <summary>The OTLP endpoints of X-Ray and CloudWatch Logs, which ask for a signature and, for logs, a group and a stream.</summary>
internal static class OtlpRegistration
{
    private const string Protobuf = "application/x-protobuf";
    private const string LogGroup = "x-aws-log-group";
    private const string LogStream = "x-aws-log-stream";

    private static readonly AwsError WrongType = new(415, "UnsupportedMediaTypeException", $"The body must be {Protobuf}.");
    private static readonly AwsError NoStream = new(
        400, "InvalidParameterException", $"The headers {LogGroup} and {LogStream} are required.");

    public static IServiceCollection AddOtlp(this IServiceCollection services) => services.AddSingleton<ReceivedTelemetry>();

    public static void MapOtlp(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/v1/traces", new AwsOperation("ExportTraces", "xray", AwsDialect.RestJson));
        Map(endpoints, "/v1/logs", new AwsOperation("ExportLogs", "logs", AwsDialect.RestJson));
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, AwsOperation operation)
    {
        var received = endpoints.ServiceProvider.GetRequiredService<ReceivedTelemetry>();
        endpoints.MapPost(path, context => TakeAsync(context, operation, received)).WithMetadata(operation);
    }

    private static async Task TakeAsync(HttpContext context, AwsOperation operation, ReceivedTelemetry received)
    {
        var headers = context.Request.Headers;
        string? group = headers[LogGroup], stream = headers[LogStream];
        if (context.Request.ContentType != Protobuf)
        {
            await context.Response.WriteErrorAsync(operation.Dialect, WrongType);
            return;
        }

        if (operation.SigningName == "logs" && (string.IsNullOrEmpty(group) || string.IsNullOrEmpty(stream)))
        {
            await context.Response.WriteErrorAsync(operation.Dialect, NoStream);
            return;
        }

        var body = await BufferedBody.ReadAsync(context.Request, context.RequestAborted);
        received.Add(new TelemetryExport(context.Request.Path.Value!, group, stream, body.ToArray()));
        context.Response.ContentType = Protobuf;
    }
}
