package harbour.bridge;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** Writes a checksum of a journal into its PDF. */
public final class Stamp {
  private static final String FOLDER = "/var/spool/journals/";

  private Stamp() {}

  public static void stamp(String name, String text) throws IOException, NoSuchAlgorithmException {
    File file = new File(FOLDER + name);
    MessageDigest digest = MessageDigest.getInstance("MD5");
    byte[] sum = digest.digest((text + file.getName()).getBytes(StandardCharsets.UTF_8));
    try (PDDocument document = PDDocument.load(file)) {
      PDDocumentInformation information = document.getDocumentInformation();
      information.setCustomMetadataValue("checksum", new java.math.BigInteger(1, sum).toString(16));
      document.save(file);
    }
    Files.writeString(file.toPath().resolveSibling(name + ".txt"), text);
  }
}
