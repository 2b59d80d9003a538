// SPDX-License-Identifier: BSL-1.0
#include "memory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <pangkas/error.hpp>
#include <pangkas/graph/impl/large_pages.hpp>
#include <pangkas/io/read_file.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <new>
#include <stdexcept>
#include <system_error>

namespace pangkas::inline v0_1 {
namespace {

class open_descriptor {
 public:
  explicit open_descriptor(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  open_descriptor(const open_descriptor&) = delete;
  open_descriptor& operator=(const open_descriptor&) = delete;
  ~open_descriptor() {
    if (owned_) ::close(descriptor_);
  }
  [[nodiscard]] int number() const { return descriptor_; }

 private:
  int descriptor_;
  bool owned_;
};

[[noreturn]] void fail_to_read(const std::string& file, int reason) {
  switch (reason) {
    case ENOENT:
      throw input_error(fmt::format("{} does not exist; check the name and the folder", file),
                        file);
    case EISDIR:
      throw input_error(fmt::format("{} is a folder; name a file in it", file), file);
    case EACCES:
      throw input_error(fmt::format("{} may not be read by you; change its permissions", file),
                        file);
    default:
      throw input_error(fmt::format("{} cannot be read: {}; check the file and its disk", file,
                                    std::generic_category().message(reason)),
                        file);
  }
}

}  // namespace

std::string read_file(const std::string& path) {
  const bool standard_input = path == "-";
  const std::string file = standard_input ? "the standard input" : path;
  const int opened = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) fail_to_read(file, errno);
  const open_descriptor descriptor(opened, !standard_input);

  struct stat status = {};
  if (::fstat(descriptor.number(), &status) != 0) fail_to_read(file, errno);
  if (S_ISDIR(status.st_mode)) fail_to_read(file, EISDIR);
  const std::uint64_t limit = detail::available_memory();
  const std::uint64_t expected = S_ISREG(status.st_mode) && status.st_size > 0
                                     ? static_cast<std::uint64_t>(status.st_size)
                                     : 0;
  if (expected > limit) detail::fail_too_large(file, limit);

  // Through a buffer that stays in the cache: cheaper than zeroing the whole string beforehand.
  try {
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(expected));
    detail::prefer_large_pages(bytes.data(), bytes.capacity());
    std::string buffer(std::size_t{256} * 1024, '\0');
    for (;;) {
      const ssize_t count = ::read(descriptor.number(), buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail_to_read(file, errno);
      if (count == 0) return bytes;
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
      if (bytes.size() > limit) detail::fail_too_large(file, limit);
    }
  } catch (const std::bad_alloc&) {
    detail::fail_too_large(file);
  } catch (const std::length_error&) {
    detail::fail_too_large(file);
  }
}

}  // namespace pangkas
