// SPDX-License-Identifier: BSL-1.0
#include "browser.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/output.hpp>
#include <pangkas/io/read_file.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

namespace pangkas::cli {
namespace {

namespace fs = std::filesystem;

/// How long the browser may take.
constexpr std::chrono::seconds patience = std::chrono::minutes(5);

/// A folder of our own, gone at the end.
class temporary_folder {
 public:
  temporary_folder() {
    std::error_code fault;
    std::string name = (fs::temp_directory_path(fault) / "pangkas-pdf-XXXXXX").string();
    if (fault || mkdtemp(name.data()) == nullptr)
      throw error(
          fmt::format("no temporary folder can be made to print in: {}; name a folder that can be "
                      "written in the environment variable TMPDIR",
                      fault ? fault.message() : std::strerror(errno)));
    path_ = fs::absolute(name);  // the browser is told where the page is
  }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  ~temporary_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

std::optional<std::string> on_path(std::string_view program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? std::string_view{} : path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const fs::path candidate = fs::path(rest.substr(0, end)) / program;
    if (access(candidate.c_str(), X_OK) == 0) return candidate.string();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

/// Starts a program without a shell, in a session of its own, its output in a file.
/// @return Its process.
pid_t start(const std::vector<std::string>& arguments, const std::string& log) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t streams{};
  posix_spawn_file_actions_init(&streams);
  posix_spawn_file_actions_addopen(&streams, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&streams, STDOUT_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&streams, STDOUT_FILENO, STDERR_FILENO);
  posix_spawnattr_t session{};
  posix_spawnattr_init(&session);
  posix_spawnattr_setflags(&session, POSIX_SPAWN_SETSID);
  pid_t child = 0;
  const int fault = posix_spawn(&child, argv.front(), &streams, &session, argv.data(), environ);
  posix_spawnattr_destroy(&session);
  posix_spawn_file_actions_destroy(&streams);
  if (fault != 0)
    throw error(fmt::format("{} cannot be started: {}", arguments.front(), std::strerror(fault)));
  return child;
}

/// Waits for a program that was started, and stops it, with all that it started, when it takes too
/// long.
/// @return Its exit status; absent if it had to be stopped.
std::optional<int> end_of(pid_t child) {
  const auto end = std::chrono::steady_clock::now() + patience;
  int status = 0;
  while (waitpid(child, &status, WNOHANG) != child) {
    if (std::chrono::steady_clock::now() >= end) {
      kill(-child, SIGKILL);
      waitpid(child, &status, 0);
      return std::nullopt;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  kill(-child, SIGKILL);  // what it left behind would hold on to the folder
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// The last lines of a log.
std::string last_words(const std::string& log) {
  std::ifstream file(log, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  text.erase(text.find_last_not_of(" \n") + 1);
  constexpr std::size_t most = 600;
  if (text.size() > most) text.erase(0, text.size() - most);
  return text.empty() ? "nothing" : text;
}

}  // namespace

std::string find_browser() {
  if (const char* named = std::getenv("PANGKAS_CHROMIUM"); named != nullptr && *named != '\0') {
    if (access(named, X_OK) == 0) return named;
    throw error(fmt::format("PANGKAS_CHROMIUM names {}, which cannot be run: {}", named,
                            std::strerror(errno)));
  }
  for (const std::string_view name :
       {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"})
    if (const auto found = on_path(name)) return *found;
  throw error(
      "--pdf prints with Chromium, which is not installed: install it (apt-get install chromium), "
      "name another browser of its kind in the environment variable PANGKAS_CHROMIUM, or open the "
      "page in any browser and print it there");
}

std::string print_as_pdf(const std::string& browser, const std::string& html) {
  const temporary_folder folder;
  const std::string page = folder.file("report.html");
  const std::string pdf = folder.file("report.pdf");
  const std::string log = folder.file("log");
  {
    output_file file(page);
    file.write(html);
    file.commit();
  }
  std::vector<std::string> arguments{browser,
                                     "--headless=new",
                                     "--disable-gpu",
                                     "--disable-dev-shm-usage",
                                     "--disable-extensions",
                                     "--disable-background-networking",
                                     "--no-first-run",
                                     "--no-default-browser-check",
                                     "--host-resolver-rules=MAP * ~NOTFOUND",
                                     "--user-data-dir=" + folder.file("profile"),
                                     "--virtual-time-budget=20000",
                                     "--no-pdf-header-footer",
                                     "--generate-pdf-document-outline",
                                     "--print-to-pdf=" + pdf};
  // Its sandbox refuses to work for root.
  if (geteuid() == 0) arguments.emplace_back("--no-sandbox");
  arguments.push_back("file://" + page);
  const auto status = end_of(start(arguments, log));
  if (!status)
    throw error(fmt::format("{} did not print the page within {} seconds and was stopped", browser,
                            patience.count()));
  std::error_code ignored;
  std::string bytes;
  if (fs::exists(pdf, ignored)) bytes = read_file(pdf);
  if (*status != 0 || !bytes.starts_with("%PDF-"))
    throw error(fmt::format("{} printed no PDF (exit status {}); the last that it said: {}",
                            browser, *status, last_words(log)));
  return bytes;
}

}  // namespace pangkas::cli
