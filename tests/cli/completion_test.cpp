// SPDX-License-Identifier: BSL-1.0
// The scripts are run by the shells that they are for; what they propose is held against --help.
#include "support/bundled.hpp"
#include "support/catch.hpp"
#include "support/command_line.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <string>

using namespace pangkas::tests;

namespace {

using name_set = std::set<std::string>;

std::set<std::string> lines_of(const std::string& text) {
  std::istringstream all(text);
  std::set<std::string> lines;
  for (std::string line; std::getline(all, line);) lines.insert(line);
  return lines;
}

/// What bash proposes for the last of some words.
std::set<std::string> proposed(const work_folder& folder, const std::string& words) {
  const command_result result =
      run(folder, "bash -c 'source <(pangkas completion bash); COMP_WORDS=(" + words +
                      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); $(complete -p pangkas | sed "
                      "\"s/.*-F //; s/ .*//\"); printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
  INFO(words);
  CHECK(result.err.empty());
  return lines_of(result.out);
}

/// The commands, or the long options, that --help tells.
std::set<std::string> in_help(const work_folder& folder, const std::string& command,
                              const std::string& pattern) {
  const std::string help = run(folder, "pangkas " + command + " --help").out;
  const std::regex name(pattern);
  std::set<std::string> names;
  for (std::sregex_iterator at(help.begin(), help.end(), name), end; at != end; ++at)
    names.insert((*at)[1]);
  return names;
}

const std::string a_command = "\\n  ([a-z]+) +[A-Z]";
const std::string a_long_option = "\\n  (?:-\\w,)?(--[a-z-]+)";

bool has(const work_folder& folder, const std::string& shell) {
  if (run(folder, "command -v " + shell).status == 0) return true;
  WARN("skipped: " << shell << " is not installed");
  return false;
}

}  // namespace

TEST_CASE("bash completes commands, options, values and files", "[cli][completion]") {
  const work_folder folder;
  CHECK(proposed(folder, "pangkas mea") == name_set{"measure"});
  CHECK(proposed(folder, "pangkas \"\"") == in_help(folder, "", a_command));
  CHECK(proposed(folder, "pangkas simplify --pol") == name_set{"--policy"});
  for (const char* command : {"check", "optimise", "convert", "generate", "undo"}) {
    name_set all = in_help(folder, command, a_long_option);
    CHECK(all.size() >= 5);
    CHECK(proposed(folder, std::string("pangkas ") + command + " --") == all);
  }
  CHECK(proposed(folder, "pangkas report --lang \"\"") == name_set{"en", "id"});
  CHECK(proposed(folder, "pangkas report --lang = e") == name_set{"en"});
  CHECK(proposed(folder, "pangkas measure x.csv --by = m") == name_set{"manager"});
  CHECK(proposed(folder, "pangkas measure --threads \"\"") == name_set{""});
  CHECK(proposed(folder, "pangkas scheme uk") == name_set{"uk-civil-service"});
  folder.write("staff list.csv", "");
  folder.write("staff.toml", "");
  CHECK(proposed(folder, "pangkas check sta") == name_set{"staff list.csv", "staff.toml"});
  CHECK(proposed(folder, "pangkas check a.csv --columns sta") ==
        name_set{"staff list.csv", "staff.toml"});
  CHECK(proposed(folder, "pangkas simplify --policy de") == name_set{"delayer"});
  CHECK(proposed(folder, "pangkas simplify --policy sta").contains("staff.toml"));
  CHECK(proposed(folder, "pangkas simplify --out exa") == name_set{"examples"});
  CHECK(proposed(folder, "pangkas simplify --out sta") == name_set{""});
}

TEST_CASE("zsh reads its script", "[cli][completion]") {
  const work_folder folder;
  if (!has(folder, "zsh")) return;
  const command_result result =
      run(folder,
          "pangkas completion zsh > _pangkas && zsh -n _pangkas && zsh -fc 'autoload -Uz "
          "compinit; compinit -D; source ./_pangkas; print $_comps[pangkas]'");
  CHECK(result.status == 0);
  CHECK(result.err.empty());
  CHECK(result.out == "_pangkas\n");
  CHECK(folder.read("_pangkas").starts_with("#compdef pangkas\n"));
}

TEST_CASE("fish completes commands, options and values", "[cli][completion]") {
  const work_folder folder;
  if (!has(folder, "fish")) return;
  const auto completed = [&](const std::string& line) {
    const command_result result =
        run(folder,
            "pangkas completion fish > p.fish && HOME=$PWD fish -c 'source p.fish; "
            "complete -C \"" +
                line + "\"' | cut -f 1");
    CHECK(result.err.empty());
    return lines_of(result.out);
  };
  CHECK(completed("pangkas mea") == name_set{"measure"});
  CHECK(completed("pangkas ") == in_help(folder, "", a_command));
  CHECK(completed("pangkas generate --") == in_help(folder, "generate", a_long_option));
  CHECK(completed("pangkas report --lang ") == name_set{"en", "id"});
  CHECK(completed("pangkas policy id-c") == name_set{"id-central-2021"});
}

TEST_CASE("A shell that is not known is refused", "[cli][completion]") {
  const work_folder folder;
  const command_result result = run(folder, "pangkas completion tcsh");
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains("bash"));
}

TEST_CASE("The manual has every command and option, and man reads it without a warning",
          "[cli][completion]") {
  const work_folder folder;
  const std::string page = run(folder, "pangkas manual").out;
  CHECK(page.starts_with(".TH PANGKAS 1 "));
  const auto in_roff = [](std::string text) {
    for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-', at + 2))
      text.insert(at, "\\");
    return text;
  };
  for (const std::string& command : in_help(folder, "", a_command)) {
    CHECK_THAT(page, contains("\n.SS pangkas " + command + "\n"));
    for (const std::string& option : in_help(folder, command, a_long_option)) {
      INFO(command << " " << option);
      if (option != "--help") CHECK_THAT(page, contains("\\fB" + in_roff(option) + "\\fR"));
    }
  }
  if (!has(folder, "groff")) return;
  const command_result read = run(folder, "pangkas manual | groff -man -ww -Kutf8 -Tutf8 -P-cbou");
  CHECK(read.status == 0);
  CHECK(read.err.empty());
  CHECK_THAT(read.out, contains("pangkas simplify FILE... --policy NAME|FILE [OPTION]..."));
  CHECK_THAT(read.out, contains("  pangkas check after\n"));
}
