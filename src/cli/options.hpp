// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The commands and their options, as CLI11 reads them. CLI11 itself takes longer to compile
/// than any command, so that only options.cpp includes it.
#pragma once

#include "call_files.hpp"
#include "command_description.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace pangkas::cli {

/// @brief What was given on the command line cannot be.
class usage_error : public std::runtime_error {
 public:
  usage_error(const std::string& option, const std::string& why)
      : std::runtime_error(option + ": " + why) {}
};

/// @brief An option of a command; a handle. Each function says one thing more about it.
class option {
 public:
  explicit option(CLI::Option& of) : of_(&of) {}

  [[nodiscard]] std::size_t count() const;                ///< how often it was given
  [[nodiscard]] std::vector<std::string> values() const;  ///< that were given

  option required() const;
  option type_name(const std::string& name) const;
  option group(const std::string& name) const;
  option capture_default_str() const;
  option delimiter(char between) const;
  option expected(int count) const;
  option expected(int least, int most) const;
  option allow_extra_args(bool allowed) const;
  option needs(option other) const;
  option excludes(option other) const;
  option one_of(const std::vector<std::string>& words) const;
  option finite() const;
  option positive() const;
  template <class Number>
  option within(Number least, Number most) const;
  /// @param fault  What is wrong with a value; empty if nothing is.
  option check(const std::function<std::string(const std::string&)>& fault) const;

 private:
  friend class command_line;
  CLI::Option* of_;
};

/// @brief What is known of the commands beside what CLI11 keeps.
struct command_facts {
  std::map<const CLI::App*, call_files> files;
  std::map<const CLI::Option*, std::vector<std::string>> suggested;
};

/// @brief A command, or the program, whose commands are added to it; a handle.
class command_line {
 public:
  command_line(CLI::App& app, std::shared_ptr<command_facts> facts)
      : app_(&app), facts_(std::move(facts)) {}

  [[nodiscard]] command_line add_subcommand(const std::string& name, const std::string& what) const;
  template <class Value>
  option add_option(const std::string& name, Value& value, const std::string& what) const;
  option add_flag(const std::string& name, bool& given, const std::string& what) const;
  /// @brief Says that an option names files that are read: no output may be one of them.
  void reads(option files) const;
  /// @brief Says that an option names a file that is written. Adds --force.
  void writes(option file) const;
  /// @brief The same of names that are known once the command line is.
  void reads(call_files::read_names names) const;
  void writes(call_files::written_names names) const;
  /// @brief What a shell proposes for an option that takes files or names.
  void suggest(option of, std::vector<std::string> names) const;
  void footer(const std::string& text) const;
  /// @brief What --help tells, with the commands that were added to it.
  [[nodiscard]] command_description describe() const;
  void callback(const std::function<void()>& run) const;

 private:
  CLI::App* app_;
  std::shared_ptr<command_facts> facts_;
};

/// @brief The program.
class program {
 public:
  program(const std::string& name, const std::string& what, const std::string& version);
  program(const program&) = delete;
  program& operator=(const program&) = delete;
  ~program();

  /// @brief Runs the command that is asked for, or tells on standard error why it cannot be.
  /// @return Whether it was run, or help was printed.
  [[nodiscard]] bool run(int argc, char** argv);
  [[nodiscard]] command_line commands() const { return command_line(*app_, facts_); }

 private:
  std::unique_ptr<CLI::App> app_;
  std::shared_ptr<command_facts> facts_ = std::make_shared<command_facts>();
};

}  // namespace pangkas::cli
