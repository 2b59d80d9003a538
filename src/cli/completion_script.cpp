// SPDX-License-Identifier: BSL-1.0
#include "command_description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {
namespace {

/// The first sentence, or its first part: what fits beside a name.
std::string in_short(const std::string& text) {
  const std::string first = text.substr(0, text.find('\n'));
  return first.substr(0, std::min(first.find("; "), first.find(". ")));
}

std::string replaced(std::string text, std::string_view old, std::string_view by) {
  for (std::size_t at = text.find(old); at != std::string::npos;
       at = text.find(old, at + by.size()))
    text.replace(at, old.size(), by);
  return text;
}

/// In single quotes, as bash and zsh read them.
std::string in_single_quotes(const std::string& text) {
  return "'" + replaced(text, "'", "'\\''") + "'";
}

std::vector<std::string> names_of(const command_description& command) {
  std::vector<std::string> names;
  for (const option_description& each : command.options)
    if (!each.is_positional()) names.insert(names.end(), each.names.begin(), each.names.end());
  return names;
}

std::vector<std::string> names_of(const std::vector<command_description>& commands) {
  std::vector<std::string> names;
  for (const command_description& each : commands) names.push_back(each.name);
  return names;
}

/// What bash is to propose.
std::string for_bash(const option_description& of) {
  std::string propose;
  if (!of.values.empty()) propose += fmt::format(" words='{}'", fmt::join(of.values, " "));
  if (of.takes_file()) propose += " files=-f";
  if (of.takes_folder()) propose += " files=-d";
  return propose;
}

std::string bash_script(const command_description& program) {
  std::string of_commands;
  std::map<std::string, std::vector<std::string>> of_values;
  for (const command_description& command : program.commands) {
    std::string of_it = fmt::format("options='{}'", fmt::join(names_of(command), " "));
    for (const option_description& each : command.options) {
      if (each.is_positional()) {
        // All that a command names without an option are files, but for one name.
        if (const std::string more = for_bash(each); of_it.find(more) == std::string::npos)
          of_it += more;
        continue;
      }
      if (each.takes.empty()) continue;
      for (const std::string& name : each.names)
        of_values["options= words= files=;" + for_bash(each)].push_back(command.name + ":" + name);
    }
    of_commands += fmt::format("    {}) {} ;;\n", command.name, of_it);
  }
  std::string values;
  for (const auto& [propose, options] : of_values)
    values += fmt::format("    {})\n      {} ;;\n", fmt::join(options, "|"), propose);
  return fmt::format(R"(# Completion of {0} for bash: written by "{0} completion bash".
_{0}() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
  local command= options= words= files= i IFS=$' \t\n'
  # In --option=value the sign is a word of its own.
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${{COMP_WORDS[i]}} in
    {1}) command=${{COMP_WORDS[i]}}; break ;;
    esac
  done
  case $command in
    '') options='{2}' words='{3}' ;;
{4}  esac
  case $command:$before in
{5}  esac
  COMPREPLY=()
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
    return
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ $files ]]; then
    IFS=$'\n'
    COMPREPLY+=($(compgen "$files" -- "$word"))
    compopt -o filenames 2>/dev/null
  fi
}}
complete -F _{0} {0}
)",
                     program.name, fmt::join(names_of(program.commands), "|"),
                     fmt::join(names_of(program), " "), fmt::join(names_of(program.commands), " "),
                     of_commands, values);
}

/// What zsh is to propose: an action of _arguments.
std::string for_zsh(const option_description& of) {
  std::string propose;
  if (!of.values.empty()) propose = fmt::format("({})", fmt::join(of.values, " "));
  if (of.takes_file())
    propose = propose.empty()
                  ? "_files"
                  : fmt::format("{{ _alternative 'names:name:{}' 'files:file:_files' }}", propose);
  if (of.takes_folder()) propose = "_files -/";
  return propose.empty() ? " " : propose;
}

std::string zsh_argument(const option_description& of) {
  const std::string what =
      replaced(replaced(replaced(in_short(of.what), "\\", "\\\\"), "[", "\\["), "]", "\\]");
  if (of.is_positional())
    return in_single_quotes(fmt::format("{}:{}:{}", of.may_repeat ? "*" : "",
                                        replaced(of.names.front(), ":", ""), for_zsh(of)));
  std::string arguments;
  for (const std::string& name : of.names) {
    std::string spec = fmt::format("{}{}", of.may_repeat ? "*" : "", name);
    if (!of.takes.empty() && name.starts_with("--")) spec += "=";
    spec += fmt::format("[{}]", what);
    if (!of.takes.empty()) spec += fmt::format(":{}:{}", of.takes, for_zsh(of));
    arguments += (arguments.empty() ? "" : " ") + in_single_quotes(spec);
  }
  return arguments;
}

std::string zsh_script(const command_description& program) {
  std::string commands;
  std::string of_commands;
  for (const command_description& command : program.commands) {
    commands +=
        fmt::format("    {}\n", in_single_quotes(command.name + ":" + in_short(command.what)));
    std::string arguments;
    for (const option_description& each : command.options)
      arguments += " \\\n          " + zsh_argument(each);
    of_commands += fmt::format("      {})\n        _arguments{} ;;\n", command.name, arguments);
  }
  std::string own;
  for (const option_description& each : program.options) own += " " + zsh_argument(each);
  return fmt::format(R"(#compdef {0}
# Completion of {0} for zsh: written by "{0} completion zsh".
_{0}() {{
  local state line
  local -a commands
  commands=(
{1}  )
  _arguments -C{2} '1:command:->command' '*::argument:->argument'
  case $state in
  command)
    _describe command commands ;;
  argument)
    case $line[1] in
{3}    esac ;;
  esac
}}
if [[ $funcstack[1] == _{0} ]]; then
  _{0} "$@"
else
  compdef _{0} {0}
fi
)",
                     program.name, commands, own, of_commands);
}

std::string for_fish(const std::string& text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_option(const std::string& start, const option_description& of) {
  std::string line = start;
  if (!of.is_positional())
    for (const std::string& name : of.names)
      line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (of.takes_file())
    line += of.is_positional() ? " -F" : " -r -F";
  else if (!of.takes.empty() && !of.is_positional())
    line += " -x";
  std::string values = fmt::format("{}", fmt::join(of.values, " "));
  if (of.takes_folder()) values = "(__fish_complete_directories)";
  if (!values.empty()) line += " -a " + for_fish(values);
  return line + " -d " + for_fish(in_short(of.what)) + "\n";
}

std::string fish_script(const command_description& program) {
  const std::string complete = "complete -c " + program.name;
  std::string script =
      fmt::format("# Completion of {0} for fish: written by \"{0} completion fish\".\n{1} -f\n",
                  program.name, complete);
  const std::string first = complete + " -n __fish_use_subcommand";
  for (const option_description& each : program.options) script += fish_option(first, each);
  for (const command_description& command : program.commands) {
    script +=
        fmt::format("{} -a {} -d {}\n", first, command.name, for_fish(in_short(command.what)));
    const std::string start =
        fmt::format("{} -n '__fish_seen_subcommand_from {}'", complete, command.name);
    for (const option_description& each : command.options) script += fish_option(start, each);
  }
  return script;
}

}  // namespace

bool option_description::takes_file() const {
  return takes == "FILE" || takes == "[FILE]" || takes.ends_with("|FILE") ||
         (is_positional() && values.empty());
}

std::string completion_script(const command_description& program, const std::string& shell) {
  if (shell == "zsh") return zsh_script(program);
  if (shell == "fish") return fish_script(program);
  return bash_script(program);
}

}  // namespace pangkas::cli
