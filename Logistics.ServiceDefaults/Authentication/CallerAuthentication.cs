using Logistics.ServiceDefaults.Clients;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>Bearer tokens, verified here against Identity's keys: no service takes another's word for who is calling.</summary>
internal static class CallerAuthentication
{
    private static readonly JsonWebTokenHandler Tokens = new();

    public static void AddCallers(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<CallerAuthenticationOptions>, CallerAuthenticationOptionsValidator>();
        services.AddOptions<CallerAuthenticationOptions>().BindConfiguration(CallerAuthenticationOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ValidatedTokens>();
        if (services.All(service => service.ServiceType != typeof(IPublishedKeys)))
        {
            services.AddServiceAddress(HttpPublishedKeys.Service, HttpPublishedKeys.Endpoint);
            services.AddHttpClient<IPublishedKeys, HttpPublishedKeys>(http => http.MaxResponseContentBufferSize = 64 * 1024)
                .RemoveAllLoggers();
        }

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddAuthorizationBuilder().SetDefaultPolicy(new AuthorizationPolicyBuilder().ForPeople().Build());
        services.RemoveDataProtectionStart();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<CallerAuthenticationOptions>, SigningKeys, ValidatedTokens>(Configure);
    }

    /// <summary>
    /// Authentication brings Data Protection for cookies, which we have none of: it would make keys in the home directory.
    /// </summary>
    private static void RemoveDataProtectionStart(this IServiceCollection services)
    {
        foreach (var start in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
        {
            services.Remove(start);
        }
    }

    private static void Configure(
        JwtBearerOptions bearer, IOptions<CallerAuthenticationOptions> options, SigningKeys keys, ValidatedTokens validated)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [CallerClaims.TokenType],
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.Audience,
            ClockSkew = options.Value.ClockSkew,
            NameClaimType = CallerClaims.Subject,
            RoleClaimType = CallerClaims.Role,
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, keyId, _) => keyId is not null && keys.Current.TryGetValue(keyId, out var key) ? [key] : [],
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context => PrepareAsync(context, keys, validated),
            OnTokenValidated = context => Accept(context, validated),
            OnChallenge = context => SayWhenKeysAreMissing(context, keys),
        };
    }

    /// <summary>Takes a token that was verified before as it is; else sees to it that its key is here.</summary>
    private static async Task PrepareAsync(MessageReceivedContext context, SigningKeys keys, ValidatedTokens validated)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            context.NoResult();
            return;
        }

        context.Token = header["Bearer ".Length..].Trim();
        if (validated.Find(context.Token) is { } user)
        {
            context.Principal = user;
            context.Success();
            return;
        }

        if (Tokens.CanReadToken(context.Token))
        {
            await keys.EnsureAsync(ReadKeyId(context.Token), context.HttpContext.RequestAborted);
        }
    }

    private static string? ReadKeyId(string token)
    {
        try
        {
            return Tokens.ReadJsonWebToken(token).Kid;
        }
        catch (ArgumentException)
        {
            return null; // not a token at all: the handler will say so
        }
    }

    private static Task Accept(TokenValidatedContext context, ValidatedTokens validated)
    {
        if (context.Principal?.FindCaller() is null)
        {
            context.Fail("The token names no account.");
        }
        else if (context.SecurityToken is JsonWebToken token)
        {
            validated.Keep(token.EncodedToken, context.Principal, token);
        }

        return Task.CompletedTask;
    }

    /// <summary>A token that cannot be checked because Identity was never reached is not a bad token: 503, come back.</summary>
    private static Task SayWhenKeysAreMissing(JwtBearerChallengeContext context, SigningKeys keys)
    {
        if (context.AuthenticateFailure is not null && keys.Current.Count == 0)
        {
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
        }

        return Task.CompletedTask;
    }
}
