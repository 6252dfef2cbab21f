import type { Shape } from "./shape.ts";

/** Package managers of the other languages, and of systems. */
export const otherPackages: readonly Shape[] = [
  {
    reads: [
      {
        tool: "Bundler",
        example:
          'Bundler could not find compatible versions for gem "actionpack":\n  In Gemfile:\n    actionmailer (= 6.0.3.4)',
      },
      {
        tool: "Bundler (2.4 and later)",
        example: "Could not find compatible versions\n\nBecause lograge >= 0.11.2 depends on actionpack >= 7",
      },
      {
        tool: "Bundler (missing gem)",
        example:
          "Could not find gem 'acme-core (~> 9.0)' in rubygems repository https://rubygems.org/ or installed locally.",
      },
      {
        tool: "Bundler (native extension)",
        example: "An error occurred while installing pg (1.5.4), and Bundler cannot continue.",
      },
      { tool: "Bundler (lock file)", example: "The gemspecs for path gems changed" },
    ],
    marks: [
      "ould not find compatible versions",
      "Could not find gem '",
      "and Bundler cannot continue",
      "You are trying to install in deployment mode",
      "The gemspecs for path gems changed",
      "can't be updated because frozen mode is set",
      "Your bundle only supports platforms",
      "Your Ruby version is ",
    ],
    pattern:
      /^(?<message>(?:Bundler could not find compatible versions|Could not find compatible versions|Could not find gem '|An error occurred while installing|You are trying to install in deployment mode|The gemspecs for path gems changed|The dependencies in your gemfile changed|Some dependencies were deleted|Your bundle only supports platforms|Your Ruby version is).*?)[:.]?$/,
    cause: "compile",
    excerpt: [8, 14],
    isDownload: true,
  },
  {
    reads: [{ tool: "RubyGems", example: "ERROR:  Could not find a valid gem 'acme-core' (>= 0) in any repository" }],
    marks: ["Could not find a valid gem "],
    pattern: /^ERROR: +(?<message>Could not find a valid gem .+)$/,
    cause: "compile",
    isDownload: true,
  },
  {
    reads: [
      {
        tool: "Composer",
        example:
          "Your requirements could not be resolved to an installable set of packages.\n\n  Problem 1\n    - acme/core 1.2.0 requires ext-intl *",
      },
      {
        tool: "Composer (lock file)",
        example:
          "Your lock file does not contain a compatible set of packages. Please run composer update.\n\n  Problem 1\n    - acme/core 1.2.0 requires ext-intl *",
      },
    ],
    marks: [
      "could not be resolved to an installable set",
      "does not contain a compatible set of packages",
      "is not present in the lock file",
    ],
    pattern:
      /^\s*(?:- )?(?<message>Your requirements could not be resolved to an installable set of packages|Your lock file does not contain a compatible set of packages|Required package .+ is not present in the lock file)/,
    below: /^\s+-\s(?<problem>.+)$/,
    cause: "compile",
    name: "Composer: packages could not be resolved: Problem 1",
    excerpt: [0, 14],
  },
  {
    reads: [
      {
        tool: "NuGet",
        example:
          "/ws/Acme.csproj : error NU1102: Unable to find package Acme.Core with version (>= 9.0.0) [/ws/Shop.sln]",
      },
      {
        tool: "NuGet (source)",
        example:
          "/ws/Acme.csproj : error NU1301: Unable to load the service index for source https://nuget.acme.example/v3/index.json. [/ws/Shop.sln]",
      },
    ],
    marks: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `error NU1${digit}`).concat("error NU3", "error NU5"),
    pattern: /^\s*(?:\d+>)?(?:(?<file>\S.*?) : )?error (?<code>NU\d{4}): \s*(?<text>.+?)(?: \[[^\]]+\])?$/,
    cause: "compile",
    name: "$<code>: $<text>",
    once: "file",
    excerpt: [4, 4],
    isDownload: true,
  },
  {
    reads: [
      { tool: "CocoaPods", example: '[!] CocoaPods could not find compatible versions for pod "AcmeKit":' },
      { tool: "CocoaPods (missing)", example: "[!] Unable to find a specification for `AcmeKit`" },
      {
        tool: "Swift Package Manager",
        example: "error: Dependencies could not be resolved because root depends on 'acme-kit' 9.0.0..<10.0.0.",
      },
      { tool: "Carthage", example: "*** Skipped building AcmeKit due to the error:" },
      {
        tool: "Xcode",
        example: "xcodebuild: error: Unable to find a destination matching the provided destination specifier:",
      },
      {
        tool: "Xcode (signing)",
        example:
          "error: No profiles for 'com.acme.shop' were found: Xcode couldn't find any iOS App Development provisioning profiles",
      },
    ],
    marks: [
      "[!] CocoaPods could not find",
      "[!] Unable to find ",
      "Dependencies could not be resolved because",
      "due to the error:",
      "xcodebuild: error: ",
      "error: No profiles for ",
      " requires a development team",
      "Missing package product ",
      "Could not resolve package dependencies",
    ],
    pattern:
      /^(?:\/\S+: )?(?:\[!\] |(?:xcodebuild: )?error: |\*\*\* )?(?<message>(?:CocoaPods could not find compatible versions|Unable to find a specification|Unable to find a destination|Dependencies could not be resolved|Skipped building .+ due to the error|No profiles for|.+requires a development team|Missing package product|Could not resolve package dependencies|Scheme \S+ is not|The project named|The workspace named|'.+' is not a).*?):?$/,
    cause: "compile",
    isDownload: true,
  },
  {
    reads: [
      { tool: "Hex (mix)", example: "** (Mix) Hex dependency resolution failed" },
      { tool: "Mix", example: "** (Mix) Can't continue due to errors on dependencies" },
      { tool: "rebar3", example: '===> Unable to fetch {acme,"1.0"}: not found' },
      {
        tool: "Leiningen",
        example: "Could not find artifact com.acme:core:jar:9.0 in central (https://repo1.maven.org/maven2/)",
      },
      {
        tool: "sbt (dependencies)",
        example: "[error] sbt.librarymanagement.ResolveException: Error downloading com.acme:core_2.13:9.0",
      },
      { tool: "Cabal", example: "cabal: Could not resolve dependencies:" },
      { tool: "Stack", example: "Error: [S-4804]" },
      { tool: "opam", example: "[ERROR] Package conflict!" },
      { tool: "Conan", example: "ERROR: Package 'acme/9.0' not resolved: Unable to find 'acme/9.0' in remotes." },
      { tool: "vcpkg", example: "error: building acme:x64-linux failed with: BUILD_FAILED" },
      {
        tool: "Meson (build file)",
        example: 'meson.build:12:0: ERROR: Dependency "acme" not found, tried pkgconfig and cmake',
      },
      { tool: "pkg-config", example: "No package 'acme' found" },
      { tool: "dnf and yum", example: "Error: Unable to find a match: acme-shopd" },
      { tool: "apk", example: "ERROR: unable to select packages:" },
      { tool: "Homebrew", example: 'Warning: No available formula with the name "acme".' },
    ],
    marks: [
      "dependency resolution failed",
      "due to errors on dependencies",
      "===> Unable to fetch",
      "Could not find artifact ",
      "ResolveException: ",
      "cabal: Could not resolve",
      "Error: [S-",
      "Package conflict!",
      "' not resolved: ",
      "failed with: BUILD_FAILED",
      ": ERROR: Dependency ",
      "\nNo package '",
      "Unable to find a match: ",
      "unable to select packages",
      "No available formula ",
    ],
    pattern:
      /^(?:\[error\] |\[ERROR\] |\*\* |===> |ERROR: |Error: |error: |cabal: |Warning: )*(?<message>(?:\(Mix\) (?:Hex dependency resolution failed|Can't continue due to errors)|Unable to fetch|Could not find artifact \S+ in|sbt\.librarymanagement\.ResolveException|lmcoursier\.\S+ResolveException|Could not resolve dependencies|\[S-\d+\]|Package conflict!|Package '.+' not resolved|building \S+ failed with|meson\.build:.+ERROR: Dependency|\S+meson\.build:.+ERROR: |No package '.+' found|Unable to find a match|unable to select packages|No available formula).*?):?$/,
    cause: "compile",
    excerpt: [4, 12],
    isDownload: true,
  },
];
