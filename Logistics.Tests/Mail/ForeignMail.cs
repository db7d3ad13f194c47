using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Logistics.Tests.Mail;

/// <summary>What Python's <c>email</c> package reads in a message.</summary>
internal sealed record ForeignMail(
    Dictionary<string, string> Headers, string[][] From, string[][] To, string? Text, string? Html, string[] Defects, string[] Types)
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import sys, json, email
        from email.policy import default
        message = email.message_from_bytes(sys.stdin.buffer.read(), policy=default)
        people = lambda name: [[a.display_name, a.addr_spec] for a in message[name].addresses] if message[name] else []
        part = lambda kind: (lambda p: p.get_content() if p else None)(message.get_body(preferencelist=(kind,)))
        defects = [type(d).__name__ for p in message.walk() for d in p.defects + [d for h in p.values() for d in getattr(h, 'defects', ())]]
        json.dump({'Headers': {k: str(v) for k, v in message.items()}, 'From': people('From'), 'To': people('To'), 'Text': part('plain'), 'Html': part('html'),
                   'Defects': defects, 'Types': [p.get_content_type() for p in message.walk()]}, sys.stdout)
        """;

    public static async Task<ForeignMail> ParseAsync(byte[] raw, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(File.Exists(Python), "Needs python3, whose parser is the second opinion.");
        var start = new ProcessStartInfo(Python, ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var python = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        await python.StandardInput.BaseStream.WriteAsync(raw, cancellationToken);
        python.StandardInput.Close();
        var output = await python.StandardOutput.ReadToEndAsync(cancellationToken);
        await python.WaitForExitAsync(cancellationToken);
        return JsonSerializer.Deserialize<ForeignMail>(output)
            ?? throw new InvalidOperationException(await python.StandardError.ReadToEndAsync(cancellationToken));
    }
}
