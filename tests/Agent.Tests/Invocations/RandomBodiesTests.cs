using System.Collections.Concurrent;
using AgentStack.Agent.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentStack.Agent.Tests.Invocations;

/// <summary>Ten thousand bodies that nobody would send, from a seed.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class RandomBodiesTests
{
    private const int Bodies = 10_000;
    private const int Seed = 20261121;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task TenThousandRandomBodies_AreAnsweredOrRefusedAndNeverFail()
    {
        // What the stage and the store remember by intent would be all that grows.
        await using var stage = await Stage.StartAsync(
            builder => builder.Logging.ClearProviders(), ("Conversations:MaxSessions", "10"));
        var statuses = new ConcurrentDictionary<int, int>();
        await PostAsync(stage, 0, Bodies / 4, statuses);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await PostAsync(stage, Bodies / 4, Bodies, statuses);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        statuses.Keys.Order().ShouldBe([200, 400]);
        statuses.Values.Sum().ShouldBe(Bodies);
        statuses[200].ShouldBeGreaterThan(Bodies / 100);
        statuses[400].ShouldBeGreaterThan(Bodies / 4);
        stage.App.Services.GetRequiredService<BusyGauge>().Running.ShouldBe(0);
        TestContext.Current.TestOutputHelper!.WriteLine($"200: {statuses[200]}, 400: {statuses[400]}, memory {grown:N0} bytes");
        grown.ShouldBeLessThan(20_000_000);
    }

    private static Task PostAsync(Stage stage, int from, int to, ConcurrentDictionary<int, int> statuses) =>
        Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (i, token) =>
        {
            var random = new Random(Seed + i);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations")
            {
                Content = new ByteArrayContent(RandomBody.Create(random)),
            };
            foreach (var (name, value) in RandomBody.Headers(random))
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                    request.Content.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await stage.Http.SendAsync(request, token);
            var text = await response.Content.ReadAsStringAsync(token);
            statuses.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
            if ((int)response.StatusCode is not (200 or 400))
                Assert.Fail($"Body {i} of seed {Seed} was answered {(int)response.StatusCode}: {text}");
        });
}
