// SPDX-License-Identifier: BSL-1.0
#include "command_description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::cli {
namespace {

/// A text in which man(7) obeys nothing.
std::string plain(std::string_view text) {
  std::string out;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) out += "\\&";
    begins_line = c == '\n';
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + plain(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + plain(text) + "\\fR"; }

/// What follows an option: words as they are, the others for something.
std::string taken(const option_description& of) {
  if (of.takes.empty()) return {};
  const bool is_words = std::ranges::any_of(of.takes, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_words ? plain(of.takes) : italic(of.takes);
}

std::string entry(const option_description& of) {
  std::string names;
  for (const std::string& name : of.names)
    names += (names.empty() ? "" : ", ") + (of.is_positional() ? italic(name) : bold(name));
  if (of.is_positional() && of.may_repeat) names += "...";
  if (const std::string value = taken(of); !value.empty()) names += " " + value;
  return fmt::format(".TP\n{}\n{}{}.\n", names, plain(of.what),
                     of.is_required && !of.is_positional() ? "; it must be given" : "");
}

std::string synopsis(const std::string& program, const command_description& command) {
  std::string text = bold(program + " " + command.name);
  for (const option_description& each : command.options)
    if (each.is_positional())
      text += fmt::format(" {}{}{}{}", each.is_required ? "" : "[", italic(each.names.front()),
                          each.is_required ? "" : "]", each.may_repeat ? "..." : "");
    else if (each.is_required)
      text += " " + bold(each.names.front()) + " " + taken(each);
  return text + " [" + italic("OPTION") + "]...";
}

/// Examples stand as they are, between lines of text.
std::string footer(const std::string& text) {
  std::string out;
  bool is_example = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const bool indented = line.starts_with("  ");
    if (indented != is_example) out += indented ? ".PP\n.nf\n" : ".fi\n";
    if (!indented) out += ".PP\n";
    is_example = indented;
    out += plain(line) + "\n";
  }
  if (is_example) out += ".fi\n";
  return out;
}

}  // namespace

std::string manual_page(const command_description& program, const std::string& version) {
  std::string commands;
  std::vector<std::pair<std::string, std::string>> shared;
  std::set<std::string> told;
  for (const command_description& command : program.commands) {
    commands += fmt::format(".SS {0} {1}\n{2}\n.PP\n{3}.\n", program.name, command.name,
                            synopsis(program.name, command), plain(command.what));
    std::vector<std::string> groups;
    for (const option_description& each : command.options) {
      if (each.group.empty()) {
        if (each.names.back() != "--help") commands += entry(each);
        continue;
      }
      if (std::ranges::find(groups, each.group) == groups.end()) groups.push_back(each.group);
      auto at = std::ranges::find(shared, each.group, &std::pair<std::string, std::string>::first);
      if (at == shared.end()) at = shared.insert(at, {each.group, {}});
      if (told.insert(each.names.front()).second) at->second += entry(each);
    }
    if (!groups.empty())
      commands += fmt::format(".PP\nIt takes the options that are shared, too: {}.\n",
                              plain(fmt::format("{}", fmt::join(groups, ", "))));
    commands += footer(command.footer);
  }
  std::string all = fmt::format(
      ".TH {} 1 \"\" \"{} {}\" \"User Commands\"\n.SH NAME\n{} \\- flatten an organisation, and "
      "measure how its decision paths change\n.SH SYNOPSIS\n{} {} [{}]...\n.SH DESCRIPTION\n{}\n",
      "PANGKAS", program.name, version, program.name, bold(program.name), italic("COMMAND"),
      italic("OPTION"), plain(program.what));
  all += ".SH COMMANDS\n" + commands + ".SH SHARED OPTIONS\n";
  for (const auto& [group, entries] : shared) all += ".SS " + group + "\n" + entries;
  return all;
}

}  // namespace pangkas::cli
