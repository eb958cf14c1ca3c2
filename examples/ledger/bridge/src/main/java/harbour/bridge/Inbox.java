package harbour.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.yaml.snakeyaml.Yaml;

/** Takes in what the Python side hands over. */
public final class Inbox {
  private Inbox() {}

  public static Object receive(InputStream in) throws IOException, ClassNotFoundException {
    return new ObjectInputStream(in).readObject();
  }

  public static Map<String, Object> settings(String text) {
    return new Yaml().load(text);
  }

  public static byte[] open(byte[] sealed, byte[] key) throws Exception {
    Cipher cipher = Cipher.getInstance("DES/ECB/PKCS5Padding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "DES"));
    return cipher.doFinal(sealed);
  }

  public static Process print(String file) throws IOException {
    return Runtime.getRuntime().exec("lp -d audit " + file);
  }
}
