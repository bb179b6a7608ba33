namespace Pantheon.Testing;

/// <summary>The beginning of a pg_dump: what an import must refuse by name.</summary>
internal static class PostgresDump
{
    internal const string Text = """
        --
        -- PostgreSQL database dump
        --

        SET statement_timeout = 0;
        SET client_encoding = 'UTF8';
        SET standard_conforming_strings = on;

        CREATE TABLE public.users (
            uid bigint NOT NULL,
            name character varying(60) DEFAULT ''::character varying NOT NULL
        );

        COPY public.users (uid, name) FROM stdin;
        1	owner
        \.

        """;
}
